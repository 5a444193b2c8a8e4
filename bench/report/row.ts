import { shown, type Unit } from './unit.ts'

/** One line of the table, as it is printed. `met` is undefined where there is no goal or nothing was measured. */
export type Row = {
  what: string
  ours: string
  reference: string
  ratio: string
  goal: string
  met?: boolean
  note: string
}

/** A reference measured in the same run: "Cloudscape", "bare Node". */
export type Reference = { name: string; value: number | undefined }

type Goal = {
  atMost?: number
  atLeast?: number
  /** Times the reference's figure. */
  ratioAtMost?: number
  ratioAtLeast?: number
}

type Figure = {
  what: string
  unit: Unit
  value: number | undefined
  against?: Reference
  note?: string
} & Goal

/** A figure beside its reference and its goals. It meets them when it meets all; with neither it has no verdict. */
export function row({ what, unit, value, against, note = '', ...goal }: Figure): Row {
  const other = against?.value
  const ratio = value !== undefined && other !== undefined && other !== 0 ? value / other : undefined
  return {
    what,
    ours: value === undefined ? 'not measured' : shown(value, unit),
    reference: against === undefined || other === undefined ? '' : `${against.name} ${shown(other, unit)}`,
    ratio: ratio === undefined ? '' : shown(ratio, 'ratio'),
    goal: goalText(goal, unit, against?.name),
    ...verdict(goal, value, ratio),
    note,
  }
}

/** A line for what could not be measured, with the reason. */
export function notMeasured(what: string, goal: string, why: string): Row {
  return { what, ours: 'not measured', reference: '', ratio: '', goal, note: why }
}

function verdict(goal: Goal, value: number | undefined, ratio: number | undefined): { met?: boolean } {
  const checks = [
    { limit: goal.atMost, figure: value, sign: 1 },
    { limit: goal.atLeast, figure: value, sign: -1 },
    { limit: goal.ratioAtMost, figure: ratio, sign: 1 },
    { limit: goal.ratioAtLeast, figure: ratio, sign: -1 },
  ].flatMap(({ limit, figure, sign }) => (limit === undefined ? [] : [{ limit, figure, sign }]))
  if (checks.length === 0 || checks.some(({ figure }) => figure === undefined)) return {}
  return { met: checks.every(({ limit, figure = NaN, sign }) => figure * sign <= limit * sign) }
}

function goalText({ atMost, atLeast, ratioAtMost, ratioAtLeast }: Goal, unit: Unit, name = ''): string {
  return [
    atMost === undefined ? [] : `≤ ${shown(atMost, unit)}`,
    atLeast === undefined ? [] : `≥ ${shown(atLeast, unit)}`,
    ratioAtMost === undefined ? [] : `≤ ${ratioAtMost} × ${name}`,
    ratioAtLeast === undefined ? [] : `≥ ${ratioAtLeast} × ${name}`,
  ]
    .flat()
    .join(', ')
}

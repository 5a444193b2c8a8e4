import type { Row } from './row.ts'

const heads = ['what', 'ours', 'reference', 'ratio', 'goal', 'verdict', 'note']

/** What a row says of its goal. */
export function verdictOf({ met, goal }: Row): string {
  if (met !== undefined) return met ? 'met' : '**MISSED**'
  return goal === '' ? '' : 'not measured'
}

/** Rows as a table of Markdown, columns padded so that it reads in a terminal too. */
export function tableOf(rows: readonly Row[]): string {
  const cells = [
    heads,
    ...rows.map((row) => [row.what, row.ours, row.reference, row.ratio, row.goal, verdictOf(row), row.note]),
  ]
  const widths = heads.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)))
  const lines = cells.map(
    (line) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  )
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return [lines[0], rule, ...lines.slice(1)].join('\n')
}

/** "12 met, 3 missed, 2 not measured". */
export function tallyOf(rows: readonly Row[]): string {
  const count = (wanted: string) => rows.filter((row) => verdictOf(row) === wanted).length
  return `${count('met')} met, ${count('**MISSED**')} missed, ${count('not measured')} not measured`
}

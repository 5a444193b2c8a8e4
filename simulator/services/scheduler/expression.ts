import { type Cron, parseCron } from './cron.ts'
import { instantOf, localMinute } from './local-time.ts'

/** When something runs: `rate(5 minutes)`, `cron(0 2 * * ? *)`, or once: `at(2026-11-20T13:00:00)`. */
export type Expression =
  { kind: 'rate'; everyMs: number } | { kind: 'cron'; cron: Cron } | { kind: 'at'; local: string }

const unitMs: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }

/** Reads a schedule expression; `undefined` when AWS would refuse it (`rate(1 minutes)` too: one is singular). */
export function parseExpression(text: string): Expression | undefined {
  const rate = /^rate\((\d+) (minute|hour|day)(s?)\)$/.exec(text)
  if (rate) {
    const count = Number(rate[1])
    const ms = unitMs[rate[2] ?? '']
    if (count < 1 || !ms || (count === 1) === (rate[3] === 's')) return undefined
    return { kind: 'rate', everyMs: count * ms }
  }
  const cron = /^cron\((.+)\)$/.exec(text)
  if (cron) {
    const parsed = parseCron(cron[1] ?? '')
    return parsed && { kind: 'cron', cron: parsed }
  }
  const once = /^at\((\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})\)$/.exec(text)
  if (once && !Number.isNaN(Date.parse(`${once[1]}Z`))) return { kind: 'at', local: once[1] ?? '' }
  return undefined
}

/**
 * The next time after `after` (both epoch ms) at which an expression runs; `undefined`: never again. Rates count from
 * `since`. Local minutes that summer time skips are not run, those that it repeats run once, as AWS does:
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#daylist-savings-time
 */
export function nextRun(
  expression: Expression,
  after: number,
  since: number,
  timeZone = 'UTC',
): number | undefined {
  if (expression.kind === 'cron') return nextCron(expression.cron, after, timeZone)
  if (expression.kind === 'rate') {
    const passed = Math.floor((after - since) / expression.everyMs)
    return since + Math.max(passed + 1, 1) * expression.everyMs
  }
  const [date = '', time = ''] = expression.local.split('T')
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number)
  const at = instantOf({ year, month, day, hour, minute }, timeZone)
  return at !== undefined && at + second * 1000 > after ? at + second * 1000 : undefined
}

/** No cron that runs at all pauses for longer: 29 February skips at most eight years. */
const horizonDays = 366 * 9

function nextCron(cron: Cron, after: number, timeZone: string): number | undefined {
  const start = localMinute(after, timeZone)
  const hours = [...cron.hours].sort((a, b) => a - b)
  const minutes = [...cron.minutes].sort((a, b) => a - b)
  for (let i = 0; i < horizonDays; i++) {
    const date = new Date(Date.UTC(start.year, start.month - 1, start.day + i))
    const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
    if (!cron.years.has(year) || !cron.months.has(month) || !cron.onDay(year, month, day)) continue
    for (const hour of hours) {
      if (i === 0 && hour < start.hour - 1) continue
      for (const minute of minutes) {
        const at = instantOf({ year, month, day, hour, minute }, timeZone)
        if (at !== undefined && at > after) return at
      }
    }
  }
  return undefined
}

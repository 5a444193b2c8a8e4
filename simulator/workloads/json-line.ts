import type { LogLine, Run } from '../image.ts'
import { hash, hex } from '../random.ts'
import { chance, moments, pick } from './moments.ts'

type Entry = { level: 'debug' | 'info' | 'warn' | 'error'; msg: string } & Record<string, unknown>

/** One line of JSON, as structured loggers write it: level, time, message, then what the caller adds. */
export function jsonLine(run: Run, at: number, entry: Entry): LogLine {
  const { level, msg, ...rest } = entry
  const name = run.containerName
  return { at, message: JSON.stringify({ level, time: new Date(at).toISOString(), name, msg, ...rest }) }
}

/** The lines of a JSON-logging API: `POST path` with its status and duration, and a few warnings and errors. */
export function apiLines(
  run: Run,
  from: number,
  to: number,
  perMinute: (minute: number) => number,
  path: string,
): LogLine[] {
  return moments(run, 'api', from, to, perMinute).map((at) => {
    const luck = chance(run, at, 'luck')
    const traceId = hex(32, run.seed, 'trace', run.taskId, at)
    const durationMs = 12 + Math.floor(chance(run, at, 'ms') ** 5 * 1800)
    if (luck < 0.004)
      return jsonLine(run, at, {
        level: 'error',
        msg: 'upstream call failed',
        traceId,
        path,
        status: 502,
        durationMs,
        error: { type: 'UpstreamError', code: 'ECONNRESET', upstream: 'payments.shop.local:8080' },
      })
    if (luck < 0.02)
      return jsonLine(run, at, {
        level: 'warn',
        msg: 'slow upstream',
        traceId,
        path,
        durationMs: 900 + durationMs,
      })
    return jsonLine(run, at, {
      level: 'info',
      msg: 'request completed',
      traceId,
      method: 'POST',
      path,
      status: luck < 0.05 ? 422 : 201,
      durationMs,
      orderId: `o-${hash(run.seed, 'order', at) % 900_000}`,
      currency: pick(run, at, 'currency', ['EUR', 'GBP', 'SEK']),
    })
  })
}

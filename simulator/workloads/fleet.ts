import type { Behaviour, Run } from '../image.ts'
import { fraction } from '../random.ts'
import { dayCurve, leaking, requestDriven, settling, wander } from './curves.ts'
import { jsonLine } from './json-line.ts'
import { chance, moments, pick } from './moments.ts'

/** One of the many servers of a large estate: its name decides how busy it is and how much memory it takes. */
export function fleetServer(name: string): Behaviour {
  const draw = (what: string) => fraction(1, 'fleet', name, what)
  const low = 0.02 + 0.12 * draw('low')
  const start = 0.15 + 0.3 * draw('memory')
  const peak = 40 + 900 * draw('peak') ** 3
  const path = `/v1/${name.replace(/^.*\//, '')}`
  return {
    stopExitCode: 0,
    requestsPerMinute: (seed, minute) =>
      Math.round(peak * dayCurve(minute) * (1 + 0.1 * wander(seed, name, minute))),
    cpu: requestDriven(low, low + 0.1 + 0.5 * draw('high')),
    memory: settling(start, start + 0.05 + 0.25 * draw('growth')),
    log: (run, from, to) =>
      moments(run, 'request', from, to, () => 6).map((at) => {
        const status = chance(run, at, 'status') < 0.01 ? 500 : 200
        return jsonLine(run, at, {
          level: status === 500 ? 'error' : 'info',
          msg: status === 500 ? 'request failed' : 'request completed',
          method: pick(run, at, 'method', ['GET', 'GET', 'GET', 'POST']),
          path,
          status,
          durationMs: 4 + Math.floor(chance(run, at, 'ms') ** 4 * 900),
        })
      }),
  }
}

/** How long a container lives, from the least to the most, ms. */
const lifeMs = (run: Run, least: number, most: number) =>
  Math.floor(least + (most - least) * fraction(run.seed, run.taskId, 'end'))

const loopMs = (run: Run) => lifeMs(run, 165_000, 210_000)
const leakMs = (run: Run) => lifeMs(run, 280_000, 340_000)

/** The server after a release that loses its queue some three minutes after each start, says so, and exits with 1. */
export function crashing(server: Behaviour): Behaviour {
  return {
    ...server,
    exit: (run) => ({ afterMs: loopMs(run), exitCode: 1 }),
    log: (run, from, to) => {
      const end = run.startedAt + loopMs(run) - 40
      const last = jsonLine(run, end, { level: 'error', msg: 'connection to queue lost, exiting' })
      const lines = server.log?.(run, from, Math.min(to, end)) ?? []
      return from <= end && end < to ? [...lines, last] : lines
    },
  }
}

/** The server after a release that the kernel kills some five minutes after each start. */
export function outOfMemory(server: Behaviour): Behaviour {
  return {
    ...server,
    exit: (run) => ({
      afterMs: leakMs(run),
      exitCode: 137,
      reason: 'OutOfMemoryError: Container killed due to memory usage',
    }),
    // A minute's value is what it held when the minute ended.
    memory: (run, minute) => leaking(0.3, leakMs(run))(run, minute + 60_000),
  }
}

/** The server without something it needs: from a time on (epoch ms) its health path answers 503. */
export function failingSince(server: Behaviour, since: number): Behaviour {
  return { ...server, probe: (run, _path, ageMs) => answer(ageMs, run.startedAt + ageMs >= since) }
}

/** The server whose containers fail their checks if they started after a time (epoch ms), while older ones serve. */
export function failingWhenStartedAfter(server: Behaviour, since: number): Behaviour {
  return { ...server, probe: (run, _path, ageMs) => answer(ageMs, run.startedAt >= since) }
}

const answer = (ageMs: number, fails: boolean) => (ageMs < 3000 ? 'timeout' : fails ? 503 : 200)

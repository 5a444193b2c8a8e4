import type { Behaviour } from '../image.ts'
import { requestDriven, settling, dayCurve, wander } from './curves.ts'
import { apiLines } from './json-line.ts'

const tasks = 4
const requests = (seed: number, minute: number) =>
  Math.round(140 * dayCurve(minute) * (1 + 0.1 * wander(seed, 'checkout requests', minute)))

/** It loads its price list before it listens. */
const startMs = 8_000

/** Takes orders; logs JSON, one object a line. */
export const checkout: Behaviour = {
  stopExitCode: 0,
  nominalTasks: tasks,
  requestsPerMinute: requests,
  probe: (_run, _path, ageMs) => (ageMs < startMs ? 'timeout' : 200),
  cpu: requestDriven(0.1, 0.42),
  memory: settling(0.38, 0.55),
  log: (run, from, to) =>
    apiLines(run, from, to, (minute) => requests(run.seed, minute) / tasks, '/v1/orders'),
}

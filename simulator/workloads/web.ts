import type { Behaviour } from '../image.ts'
import { accessLines } from './access-line.ts'
import { dayCurve, requestDriven, settling, wander } from './curves.ts'

/** Requests a minute at the busiest hour, to the whole service. */
const peak = 900
/** The number of tasks for which the curves are drawn. */
const tasks = 6

const requests = (seed: number, minute: number) =>
  Math.round(peak * dayCurve(minute) * (1 + 0.08 * wander(seed, 'web requests', minute)))

/** The shop's front: nginx and a server behind a load balancer; CPU follows the requests of the day. */
export const web: Behaviour = {
  stopExitCode: 0,
  nominalTasks: tasks,
  requestsPerMinute: requests,
  cpu: requestDriven(0.12, 0.58),
  memory: settling(0.31, 0.47),
  log: (run, from, to) => accessLines(run, from, to, (minute) => requests(run.seed, minute) / tasks),
}

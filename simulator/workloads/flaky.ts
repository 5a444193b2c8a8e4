import type { Behaviour, Run } from '../image.ts'
import { hash } from '../random.ts'
import { requestDriven, settling } from './curves.ts'
import { moments, pick } from './moments.ts'
import { pythonTrace, trace } from './stack-trace.ts'

const lifeMs = (run: Run) => 180_000 + (hash(run.seed, 'flaky', run.taskId) % 60_000)

/** A queue worker that runs well for three or four minutes, then loses its connection and exits with 1. */
export const flaky: Behaviour = {
  exit: (run) => ({ afterMs: lifeMs(run), exitCode: 1 }),
  cpu: requestDriven(0.15, 0.4),
  memory: settling(0.25, 0.4),
  log: (run, from, to) => {
    const end = run.startedAt + lifeMs(run)
    const lines = moments(run, 'message', from, Math.min(to, end - 2_000), () => 12).map((at) => {
      const queue = pick(run, at, 'queue', ['stock.updated', 'price.changed', 'order.shipped'])
      const clock = new Date(at).toISOString().replace('T', ' ').replace('.', ',').slice(0, 23)
      return { at, message: `${clock} INFO flaky.worker handled ${queue} in ${2 + (at % 60)} ms` }
    })
    const last = trace(end - 120, pythonTrace).filter((line) => line.at >= from && line.at < to)
    return [...lines, ...last]
  },
}

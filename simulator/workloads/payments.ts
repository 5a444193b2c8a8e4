import type { Behaviour, LogLine, Run } from '../image.ts'
import { hash } from '../random.ts'
import { leaking, requestDriven, settling, steady } from './curves.ts'
import { apiLines, jsonLine } from './json-line.ts'
import { nodeTrace, trace } from './stack-trace.ts'

const lifeMs = (run: Run) => 45_000 + (hash(run.seed, 'oom', run.taskId) % 10_000)

/** The payments API before its fatal release. */
export const paymentsStable: Behaviour = {
  stopExitCode: 0,
  cpu: requestDriven(0.1, 0.35),
  memory: settling(0.4, 0.52),
  log: (run, from, to) => apiLines(run, from, to, () => 14, '/v1/captures'),
}

/** The release that replays its ledger in memory: killed by the kernel some fifty seconds after each start. */
export const payments: Behaviour = {
  stopExitCode: 0,
  exit: (run) => ({
    afterMs: lifeMs(run),
    exitCode: 137,
    reason: 'OutOfMemoryError: Container killed due to memory usage',
  }),
  cpu: steady(0.82),
  // A minute's value is what it held when the minute ended, and it never lives for two.
  memory: (run, minute) => leaking(0.45, lifeMs(run))(run, minute + 60_000),
  log: (run, from, to) => story(run).filter((line) => line.at >= from && line.at < to),
}

function story(run: Run): LogLine[] {
  const end = run.startedAt + lifeMs(run)
  const lines: LogLine[] = [
    jsonLine(run, run.startedAt + 640, {
      level: 'info',
      msg: 'starting',
      version: '4.0.0',
      node: 'v22.19.0',
      pid: 1,
    }),
    jsonLine(run, run.startedAt + 1_180, { level: 'info', msg: 'listening', port: 8080 }),
    jsonLine(run, run.startedAt + 1_420, { level: 'info', msg: 'replaying ledger', batches: 96 }),
  ]
  for (let batch = 1, at = run.startedAt + 5_000; at < end - 3_000; at += 4_000, batch++) {
    const heapUsedMiB = Math.round(230 + (260 * (at - run.startedAt)) / (end - run.startedAt))
    const level = heapUsedMiB > 400 ? 'warn' : 'info'
    lines.push(
      jsonLine(run, at, {
        level,
        msg: level === 'warn' ? 'heap is high' : 'batch loaded',
        batch,
        heapUsedMiB,
      }),
    )
  }
  return [...lines, ...trace(end - 900, nodeTrace), { at: end - 60, message: 'Killed' }]
}

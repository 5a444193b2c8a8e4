import type { Behaviour, LogLine } from '../image.ts'
import { settling, steady } from './curves.ts'
import { javaTrace, trace } from './stack-trace.ts'

const lifeMs = 92_000

/** A batch job that is cancelled by its database after a minute and a half and exits with 1. */
export const nightlyReport: Behaviour = {
  exit: () => ({ afterMs: lifeMs, exitCode: 1 }),
  cpu: steady(0.7),
  memory: settling(0.5, 0.7),
  log: (run, from, to) => {
    const line = (ms: number, level: string, text: string): LogLine => {
      const at = run.startedAt + ms
      return {
        at,
        message: `${new Date(at).toISOString()} ${level} 1 --- [main] c.e.s.report.NightlyReport : ${text}`,
      }
    }
    const failedAt = run.startedAt + lifeMs - 400
    return [
      line(2_300, 'INFO ', 'Starting NightlyReport v1.9.2 using Java 21.0.8'),
      line(3_900, 'INFO ', 'HikariPool-1 - Start completed.'),
      line(4_100, 'INFO ', 'Job: [nightlyReport] launched with parameters: {date=yesterday}'),
      line(31_000, 'INFO ', 'Step: [salesByRegion] partition 1 of 3 done'),
      line(lifeMs - 400, 'ERROR', 'Job: [nightlyReport] failed'),
      ...trace(failedAt, javaTrace),
      line(lifeMs - 150, 'INFO ', 'HikariPool-1 - Shutdown completed.'),
    ].filter((entry) => entry.at >= from && entry.at < to)
  },
}

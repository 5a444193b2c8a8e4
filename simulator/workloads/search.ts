import type { Behaviour, LogLine } from '../image.ts'
import { requestDriven, settling } from './curves.ts'
import { moments, pick } from './moments.ts'

/** The only health address this release still knows; the one that the target group asks for is gone. */
const healthPath = '/_status'

/** A search server whose old health path answers 404 since the last release, while it serves well. */
export const search: Behaviour = {
  stopExitCode: 0,
  probe: (_run, path, ageMs) => (ageMs < 5_000 ? 'timeout' : path === healthPath ? 200 : 404),
  cpu: requestDriven(0.08, 0.3),
  memory: settling(0.52, 0.71),
  log: (run, from, to) => {
    const lines: LogLine[] = [
      { at: run.startedAt + 4_100, message: `level=info msg="index opened" shards=12 docs=184223` },
      { at: run.startedAt + 5_000, message: `level=info msg="listening" port=9200 health=${healthPath}` },
    ]
    for (const at of moments(run, 'probe', from, to, () => 4))
      lines.push({
        at,
        message: `level=warn msg="no route" method=GET path=/healthz status=404 agent=ELB-HealthChecker/2.0`,
      })
    for (const at of moments(run, 'query', from, to, () => 6)) {
      const term = pick(run, at, 'term', ['lamp', 'oak table', 'rug', 'desk', 'chair'])
      lines.push({
        at,
        message: `level=info msg="query" term="${term}" hits=${at % 240} took=${3 + (at % 38)}ms`,
      })
    }
    return lines.filter((line) => line.at >= from && line.at < to).sort((a, b) => a.at - b.at)
  },
}

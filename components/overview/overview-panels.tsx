import { useProvenLevel } from '@/components/health/aged'
import { LevelIcon } from '@/components/health/level-icon'
import type { Place } from '@/components/shell/places'
import { quiet, Section, type Reading } from '@/components/shell/section'
import { Empty } from '@/components/ui/empty'
import { count } from '@/components/ui/format'
import type { Answer } from '@/lib/api/answer'
import type { Overview } from '@/lib/overview/contract'
import { AttentionList } from './attention-list'
import { ClusterStrip } from './cluster-strip'
import { LevelTally } from './level-tally'

type OverviewPanelsProps = {
  place: Place
  reading: Reading<Answer<Overview>>
  /** Before the panels' titles, where several places stand on one page. */
  named?: boolean
}

/** Needs attention, then every cluster as a strip of cells. */
export function OverviewPanels({ place, reading, named = false }: OverviewPanelsProps) {
  const where = `${place.account} ${place.region}`
  const suffix = named ? ` · ${place.account} · ${place.region}` : ''
  const settled = reading.data !== undefined
  return (
    <div className="grid gap-4">
      <Section
        title={`Needs attention${suffix}`}
        what={`the overview of ${where}`}
        reading={reading}
        rows={6}
      >
        {({ item }) =>
          item.attention.length > 0 ? (
            <AttentionList place={place} attention={item.attention} total={item.attentionTotal} />
          ) : (
            <Calm overview={item} />
          )
        }
      </Section>
      {settled && (
        <Section
          title={`Clusters${suffix}`}
          what={`the clusters of ${where}`}
          reading={quiet(reading)}
          aside={<LevelTally tally={reading.data?.item.levels ?? {}} />}
        >
          {({ item }) =>
            item.clusters.length === 0 ? (
              <Empty title="No clusters">
                Clusters of {where} would stand here, with one cell for each of their services. Create the
                first with{' '}
                <code className="font-mono">
                  aws ecs create-cluster --cluster-name default --region {place.region}
                </code>
                .
              </Empty>
            ) : (
              <ul className="divide-y divide-line">
                {item.clusters.map((strip) => (
                  <ClusterStrip key={strip.arn} place={place} strip={strip} />
                ))}
              </ul>
            )
          }
        </Section>
      )}
    </div>
  )
}

/** A healthy estate is one calm line; it says only what was proven. */
function Calm({ overview }: { overview: Overview }) {
  const total = Object.values(overview.levels).reduce((sum, n) => sum + n, 0)
  const healthy = overview.levels.healthy ?? 0
  const level = useProvenLevel(healthy > 0 ? 'healthy' : 'stopped')
  if (level === 'unknown')
    return <p className="px-4 py-3 text-muted">Nothing needed attention when these facts were read.</p>
  if (!overview.complete)
    return <p className="px-4 py-3 text-muted">Nothing so far; not every service is described yet.</p>
  return (
    <p className="flex items-center gap-2 px-4 py-3">
      <span className={healthy > 0 ? 'text-good' : 'text-muted'}>
        <LevelIcon level={level} />
      </span>
      {total === 0
        ? 'Nothing runs as a service here, so nothing is wrong.'
        : `Nothing needs attention: ${healthy} of ${count(total, 'service')} proven healthy.`}
    </p>
  )
}

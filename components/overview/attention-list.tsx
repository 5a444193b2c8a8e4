import { AppLink } from '@/components/shell/app-link'
import type { Place } from '@/components/shell/places'
import { levelInk } from '@/components/health/level-colour'
import { LevelIcon } from '@/components/health/level-icon'
import { Words } from '@/components/health/words'
import { classes, truncateMiddle } from '@/components/ui/format'
import { Time } from '@/components/ui/time'
import { pathOf } from '@/lib/api/paths'
import { levelWords } from '@/lib/health/contract'
import type { Attention } from '@/lib/overview/contract'

/** What is wrong now, worst first: each a sentence with its cause and the next step. */
export function AttentionList({ place, attention }: { place: Place; attention: Attention[] }) {
  return (
    <ol className="divide-y divide-line">
      {attention.map((each) => (
        <AttentionItem key={`${each.kind} ${each.clusterName} ${each.name}`} place={place} each={each} />
      ))}
    </ol>
  )
}

function AttentionItem({ place, each }: { place: Place; each: Attention }) {
  const { level, because, next } = each.health
  const [first] = because
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-3 px-4 py-2.5 hover:bg-sunken">
      <span className={classes('mt-0.5', levelInk[level])}>
        <LevelIcon level={level} />
      </span>
      <div className="min-w-0 [overflow-wrap:anywhere]">
        <p>
          <AppLink href={hrefOf(place, each)} className="name-link font-semibold" title={each.name}>
            {each.title}
          </AppLink>
          <span className={classes('font-medium', levelInk[level])}> · {levelWords[level]}</span>
          {each.kind === 'task' && <span className="text-muted"> · task {truncateMiddle(each.name)}</span>}
          <span className="text-muted"> · {each.clusterName}</span>
          {each.since !== null && (
            <span className="text-muted">
              {' · for '}
              <Time at={each.since} form="span" />
            </span>
          )}
        </p>
        <p>
          <Words text={first.text} />
          {next !== undefined && (
            <span className="text-muted">
              <span aria-hidden> → </span>
              <span className="sr-only">. Next step: </span>
              <Words text={next} />
            </span>
          )}
        </p>
      </div>
    </li>
  )
}

function hrefOf(place: Place, { kind, clusterName, name }: Attention): string {
  return kind === 'service'
    ? pathOf('/{account}/{region}/clusters/{cluster}/services/{service}', {
        ...place,
        cluster: clusterName,
        service: name,
      })
    : pathOf('/{account}/{region}/clusters/{cluster}/tasks/{task}', {
        ...place,
        cluster: clusterName,
        task: name,
      })
}

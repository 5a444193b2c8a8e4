import type { ReactNode } from 'react'
import { AppLink } from '@/components/shell/app-link'
import type { Place } from '@/components/shell/places'
import { levelInk } from '@/components/health/level-colour'
import { LevelIcon } from '@/components/health/level-icon'
import { Words } from '@/components/health/words'
import { servicesPath } from '@/components/service/services-path'
import { classes, count, truncateMiddle } from '@/components/ui/format'
import { Time } from '@/components/ui/time'
import { pathOf } from '@/lib/api/paths'
import { levelWords, type Health } from '@/lib/health/contract'
import type { Attention } from '@/lib/overview/contract'

type AttentionListProps = { place: Place; attention: Attention[]; total: number }

/** What is wrong now, worst first: each a sentence with its cause and the next step. */
export function AttentionList({ place, attention, total }: AttentionListProps) {
  const shown = attention.reduce((sum, each) => sum + (each.kind === 'many' ? each.count : 1), 0)
  return (
    <>
      <ol className="divide-y divide-line">
        {attention.map((each) =>
          each.kind === 'many' ? (
            <ManyItem key={`many ${each.health.because[0].kind}`} place={place} each={each} />
          ) : (
            <OneItem key={`${each.kind} ${each.clusterName} ${each.name}`} place={place} each={each} />
          ),
        )}
      </ol>
      {total > shown && (
        <p className="border-t border-line px-4 py-2.5 text-muted">
          And {count(total - shown, 'thing')} more:{' '}
          <AppLink href={servicesPath(place, '-status:healthy -status:stopped')} className="underline">
            all services that are not healthy
          </AppLink>
        </p>
      )}
    </>
  )
}

type One = Exclude<Attention, { kind: 'many' }>
type Many = Extract<Attention, { kind: 'many' }>

function OneItem({ place, each }: { place: Place; each: One }) {
  const { level } = each.health
  return (
    <Item health={each.health}>
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
    </Item>
  )
}

function ManyItem({ place, each }: { place: Place; each: Many }) {
  const { level } = each.health
  return (
    <Item health={each.health}>
      <AppLink href={servicesPath(place, `status:${level}`)} className="name-link font-semibold">
        {count(each.count, 'service')}
      </AppLink>
      <span className={classes('font-medium', levelInk[level])}> · {levelWords[level]}</span>
    </Item>
  )
}

function Item({ health, children }: { health: Health; children: ReactNode }) {
  const { level, because, next } = health
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-3 px-4 py-2.5 hover:bg-sunken">
      <span className={classes('mt-0.5', levelInk[level])}>
        <LevelIcon level={level} />
      </span>
      <div className="min-w-0 [overflow-wrap:anywhere]">
        <p>{children}</p>
        <p>
          <Words text={because[0].text} />
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

function hrefOf(place: Place, { kind, clusterName, name }: One): string {
  const at = { ...place, cluster: clusterName }
  return kind === 'service'
    ? pathOf('/{account}/{region}/clusters/{cluster}/services/{service}', { ...at, service: name })
    : pathOf('/{account}/{region}/clusters/{cluster}/tasks/{task}', { ...at, task: name })
}

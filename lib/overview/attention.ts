import { compareLevels, isAlarming } from '@/lib/health/contract'
import { withNext } from '@/lib/health/verdict'
import { count } from '@/lib/health/words'
import type { ServiceSummary } from '@/lib/service/contract'
import { troubleSince } from '@/lib/service/since'
import type { Attention } from './contract'

/** More than a person reads; the rest is on the list of services. */
const most = 50
/** So many unknown services of one kind of reason are one finding. */
const many = 5

/** What is wrong among services and failed tasks, worst first, and how much of it there is. */
export function attentionOf(
  services: readonly ServiceSummary[],
  tasks: readonly Attention[],
): { attention: Attention[]; attentionTotal: number } {
  const alarming = services.filter(({ health }) => isAlarming(health.level))
  const unknown = new Map<string, ServiceSummary[]>()
  for (const service of alarming) {
    if (service.health.level !== 'unknown') continue
    const [{ kind }] = service.health.because
    const group = unknown.get(kind)
    if (group === undefined) unknown.set(kind, [service])
    else group.push(service)
  }
  const single = (service: ServiceSummary) => {
    const [{ kind }] = service.health.because
    return service.health.level !== 'unknown' || (unknown.get(kind)?.length ?? 0) <= many
  }
  const folded = [...unknown.values()].filter((group) => group.length > many).map(foldedOf)
  const all = [...alarming.filter(single).map(serviceAttention), ...tasks, ...folded].sort(worstFirst)
  return {
    attention: all.slice(0, most),
    attentionTotal: all.reduce((sum, each) => sum + (each.kind === 'many' ? each.count : 1), 0),
  }
}

function serviceAttention(service: ServiceSummary): Attention {
  return {
    kind: 'service',
    clusterName: service.clusterName,
    name: service.name,
    title: service.name,
    health: service.health,
    since: troubleSince(service.health, service.deployedAt),
  }
}

function foldedOf(group: ServiceSummary[]): Attention {
  const [first] = group
  const { health, name = '' } = first ?? {}
  const [reason] = health?.because ?? []
  const kind = reason?.kind ?? 'missing'
  const services = count(group.length, 'service')
  const text =
    kind === 'pending'
      ? `${services} have not been read yet: reading goes on within AWS's request limits`
      : kind === 'stale'
        ? `${services} have facts older than 5 minutes: AWS's request limits do not let all be read more often`
        : `${services}, for example ${name}: ${reason?.text ?? ''}`
  return {
    kind: 'many',
    count: group.length,
    health: withNext(
      { level: 'unknown', because: [{ kind, text }] },
      kind === 'pending' || kind === 'stale'
        ? 'open a cluster or a service: what is looked at is read first'
        : undefined,
    ),
  }
}

const kinds = ['service', 'task', 'many'] as const
const place = (each: Attention) => (each.kind === 'many' ? '' : `${each.clusterName} ${each.title}`)

/** A service's trouble before a task's of the same level; then by place, so that a refresh moves nothing. */
function worstFirst(a: Attention, b: Attention): number {
  return (
    compareLevels(a.health.level, b.health.level) ||
    kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
    place(a).localeCompare(place(b), 'en')
  )
}

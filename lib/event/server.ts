import 'server-only'
import type { ListAnswer } from '@/lib/api/answer'
import { asOfOf, listAnswerOf, merge, partOf } from '@/lib/api/assemble'
import { must } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import { now } from '@/lib/aws/connection'
import { describeService, listServiceArns } from '@/lib/aws/ecs-services'
import { nameOf } from '@/lib/api/arn'
import type { ServiceEvent } from './contract'
import { eventsOf } from './server/shape'

export { eventsOf } from './server/shape'

/** Newer events than this many are on each service's own page. */
const most = 1000

/** The events of all services of a cluster, newest first; a service that could not be read makes the list incomplete. */
export async function clusterEventsOf({
  scope,
  params,
}: {
  scope: Scope
  params: { cluster: string }
}): Promise<ListAnswer<ServiceEvent>> {
  const list = await listServiceArns(scope, params.cluster)
  const { value, asOf } = must(list)
  const names = [...new Set(value.map(nameOf))]
  const reads = await Promise.all(names.map((name) => describeService(scope, params.cluster, name)))
  const events = reads.flatMap((read, i) =>
    read.ok && read.value ? eventsOf(names[i] ?? '', read.value) : [],
  )
  events.sort((a, b) => b.at.localeCompare(a.at))
  const services = merge(reads, () => null, now(scope))
  return listAnswerOf(events.slice(0, most), {
    now: now(scope),
    asOf: [asOf, ...reads.map(asOfOf)],
    total: events.length,
    complete: services.ok && !list.error && events.length <= most,
    parts: { services: partOf(list, services) },
  })
}

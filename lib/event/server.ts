import 'server-only'
import type { ListAnswer } from '@/lib/api/answer'
import { asOfOf, listAnswerOf, oneOf, partOf } from '@/lib/api/assemble'
import { must } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import { now } from '@/lib/aws/connection'
import { asListed, patiently } from '@/lib/aws/look'
import { describeServices, listServiceArns } from '@/lib/aws/ecs-services'
import { nameOf } from '@/lib/api/arn'
import type { ServiceEvent } from './contract'
import { eventsOf } from './server/shape'

export { eventsOf } from './server/shape'

/** Newer events than this many are on each service's own page. */
const most = 1000

/**
 * The newest events of all services of a cluster, newest first (ten to 25 of each; all that AWS keeps are on a service's own
 * page). A service that could not be read makes the list incomplete.
 */
export async function clusterEventsOf({
  scope,
  params,
}: {
  scope: Scope
  params: { cluster: string }
}): Promise<ListAnswer<ServiceEvent>> {
  const look = asListed()
  const list = await listServiceArns(scope, params.cluster, patiently(look))
  const { value, asOf } = must(list)
  const services = await describeServices(scope, params.cluster, value.map(nameOf), look)
  const reads = [...services.values()]
  const events = [...services].flatMap(([name, read]) =>
    read.ok && read.value ? eventsOf(name, read.value) : [],
  )
  events.sort((a, b) => b.at.localeCompare(a.at))
  const readsAll = reads.every((read) => read.ok && read.error === undefined)
  return listAnswerOf(events.slice(0, most), {
    now: now(scope),
    asOf: [asOf, ...reads.map(asOfOf)],
    total: events.length,
    complete: readsAll && !list.error && events.length <= most,
    parts: { services: partOf(list, oneOf(reads, now(scope))) },
  })
}

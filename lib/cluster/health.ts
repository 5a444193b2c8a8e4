import type { Read } from '@/lib/api/outcome'
import {
  alarming,
  compareLevels,
  type Evidence,
  type Health,
  type Level,
  levelWords,
} from '@/lib/health/contract'
import { unlessAway, unread, usable, verdict } from '@/lib/health/verdict'
import { count, listed } from '@/lib/health/words'

export type ClusterFacts = {
  status: string | null
  runningTasksCount: number | null
  activeServicesCount: number | null
}

/**
 * The verdict on one cluster: the worst of its services, and its own status. A service that is not meant to run
 * does not count; a list of services that could not be read leaves the cluster unknown, never empty.
 *
 * @param services name and verdict of each listed service
 */
export function clusterHealth(
  cluster: Read<ClusterFacts>,
  services: Read<{ name: string; health: Health }[]>,
  now: number,
): Health {
  return unlessAway(healthOf(cluster, services, now), [cluster, services], 'This cluster')
}

function healthOf(
  cluster: Read<ClusterFacts>,
  services: Read<{ name: string; health: Health }[]>,
  now: number,
): Health {
  const known = usable(cluster, 'This cluster', now)
  if (!known.ok) return verdict('unknown', known.why)
  const { status, runningTasksCount, activeServicesCount } = known.value
  if (status === 'INACTIVE')
    return verdict('stopped', { kind: 'status', text: 'The cluster is INACTIVE: it was deleted' })
  if (status === 'FAILED')
    return verdict('failing', { kind: 'status', text: 'AWS calls this cluster FAILED' })
  if (!services.ok) return verdict('unknown', unread(services.error, 'Its services'))
  // A fault that is seen stays one; but from a list that is old or cut short nobody can tell that there is no other.
  const list = usable(services, 'The list of its services', now)
  const own: Evidence | undefined = !list.ok
    ? list.why
    : status === 'ACTIVE'
      ? undefined
      : { kind: 'status', text: `The cluster is ${status ?? 'of no status'}` }
  const [first, ...rest] = [...services.value].sort((a, b) => compareLevels(a.health.level, b.health.level))
  if (!first) return empty(runningTasksCount, activeServicesCount, own)
  const level = first.health.level
  const same = [first, ...rest].filter(({ health }) => health.level === level)
  const cause = tally(level, same)
  // Beside the worst: what else is wrong.
  const others = alarming
    .filter((other) => compareLevels(level, other) < 0)
    .map((other) => rest.filter(({ health }) => health.level === other))
    .flatMap((some) => (some[0] ? [tally(some[0].health.level, some)] : []))
  const details = same
    .slice(0, 3)
    .map(({ name, health }) => ({ ...health.because[0], text: `${name}: ${health.because[0].text}` }))
  if (own && compareLevels(level, 'unknown') > 0) return verdict('unknown', own, cause, ...details)
  return verdict(level, cause, ...details, ...others, own)
}

/** "2 services in a crash loop: flaky and payments". */
function tally(level: Level, services: { name: string }[]): Evidence {
  const state = level === 'crash-loop' ? 'in a crash loop' : levelWords[level].toLowerCase()
  const names = listed(services.map(({ name }) => name))
  return { kind: 'services', text: `${count(services.length, 'service')} ${state}: ${names}` }
}

function empty(running: number | null, active: number | null, own: Evidence | undefined): Health {
  if (own) return verdict('unknown', own)
  if (active !== null && active > 0)
    return verdict('unknown', {
      kind: 'missing',
      text: `ECS counts ${count(active, 'service')} that it does not list`,
    })
  const none = { kind: 'no-services', text: 'This cluster has no services' }
  if (running === null || running === 0) return verdict('stopped', none)
  return verdict('unverified', {
    ...none,
    text: `${none.text}; ${count(running, 'standalone task')} run, and nothing checks them`,
  })
}

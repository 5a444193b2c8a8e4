import { pollByTally } from '@/components/health/poll'
import { freshness } from '@/lib/api/freshness'
import type { Service } from '@/lib/service/contract'

/** How often to ask for a service (ms): fast while tasks come or go, steady otherwise. */
export function pollService(service: Service | undefined): number | undefined {
  if (service === undefined) return undefined
  const { runningCount, desiredCount, rolloutState, health } = service
  const leaving = runningCount !== null && desiredCount !== null && runningCount > desiredCount
  return leaving || rolloutState === 'IN_PROGRESS'
    ? freshness.live.pollMs
    : pollByTally({ [health.level]: 1 })
}

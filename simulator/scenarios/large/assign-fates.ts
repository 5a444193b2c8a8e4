import { fraction } from '../../random.ts'
import type { Fate, Lot } from './fates.ts'
import { keyOf, type ServicePlan } from './service-plan.ts'
import { shuffled } from './shuffled.ts'

const hourMs = 3_600_000

/** Gives each lot to a service that suits it. One that suits nobody is dropped: a tiny estate has no such service. */
export function assignFates(seed: number, now: number, services: ServicePlan[], lots: Lot[]): void {
  const order = shuffled(seed, 'fate', services)
  for (const { fate, desired } of lots) {
    const service = order.find((each) => each.fate === 'fine' && suits(each, fate))
    if (!service) continue
    service.fate = fate
    if (desired !== undefined) service.desired = desired
    if (fate === 'scaled-to-zero') service.desired = 0
    const mark = fraction(seed, 'since', keyOf(service))
    const recent = born[fate]
    service.deployedAt = recent
      ? Math.floor(now - (recent[0] + (recent[1] - recent[0]) * mark) * hourMs)
      : Math.min(service.deployedAt, now - 48 * hourMs)
    // What never ran is new.
    if (fate === 'image-missing') service.createdAt = service.deployedAt
    service.createdAt = Math.min(service.createdAt, service.deployedAt)
  }
}

/**
 * Between how many hours ago those were deployed whose trouble is in the image that they have. The others were deployed
 * long before what befell them within the last day.
 */
const born: Partial<Record<Fate, [least: number, most: number]>> = {
  'image-missing': [2, 30],
  'failing-checks': [8, 20],
  'partly-unhealthy': [8, 20],
}

function suits({ check, compute, cluster }: ServicePlan, fate: Fate): boolean {
  if (fate === 'no-room') return compute === 'EC2'
  if (compute === 'EC2') return false
  if (fate === 'failing-checks' || fate === 'partly-unhealthy' || fate === 'deploying')
    return check === 'target-group'
  // Nothing stands between a container that starts and its end, so that its releases are called completed.
  if (fate === 'crashing' || fate === 'out-of-memory') return check === 'none' && cluster.env === 'prod'
  return true
}

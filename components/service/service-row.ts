import type { ServiceMetrics } from '@/lib/metric/contract'
import type { ServiceSummary } from '@/lib/service/contract'

/** A service with its metrics: undefined while they are being read, null when CloudWatch has none. */
export type ServiceRow = { service: ServiceSummary; metrics: ServiceMetrics | null | undefined }

/**
 * Joins services, the closer look at those in view, and metrics; a row whose parts did not change stays the same object,
 * so it is not drawn again.
 */
export function rowJoiner(): (
  services: readonly ServiceSummary[],
  closer: ReadonlyMap<string, ServiceSummary>,
  metricsOf: MetricsOf,
) => ServiceRow[] {
  const known = new WeakMap<ServiceSummary, ServiceRow>()
  return (services, closer, metricsOf) =>
    services.map((listed) => {
      const service = closer.get(listed.arn) ?? listed
      const metrics = metricsOf(service)
      const before = known.get(service)
      if (before !== undefined && before.metrics === metrics) return before
      const row = { service, metrics }
      known.set(service, row)
      return row
    })
}

export type MetricsOf = (service: ServiceSummary) => ServiceMetrics | null | undefined

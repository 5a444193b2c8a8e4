import type { ServiceMetrics } from '@/lib/metric/contract'
import type { ServiceList, ServiceSummary } from '@/lib/service/contract'

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
  let last: ServiceRow[] = []
  return (services, closer, metricsOf) => {
    last = services.map((listed, index) => {
      const service = closer.get(listed.arn) ?? listed
      const metrics = metricsOf(service)
      // By their place, which costs no memory for each; where one came or went, those below are drawn once more.
      const before = last[index]
      return before?.service === service && before.metrics === metrics ? before : { service, metrics }
    })
    return last
  }
}

export type MetricsOf = (service: ServiceSummary) => ServiceMetrics | null | undefined

type Look = { data?: ServiceList | undefined; error: unknown }

/**
 * The services of closer looks by ARN. One that failed still has what it saw before, and one may be older than the list:
 * neither stands in the way of what is newer.
 */
export function closerThan(
  listAsOf: string | undefined,
  looks: readonly Look[],
): ReadonlyMap<string, ServiceSummary> {
  const counted = looks.flatMap(({ data, error }) =>
    data === undefined || error !== null || (listAsOf !== undefined && data.asOf < listAsOf)
      ? []
      : data.items,
  )
  return new Map(counted.map((service) => [service.arn, service] as const))
}

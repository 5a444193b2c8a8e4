import type { ListMetricsCommandInput, ListMetricsCommandOutput } from '@aws-sdk/client-cloudwatch'
import { AwsError, type Call } from '../../wire/service.ts'
import { page, sortedBy } from '../page.ts'
import { dimensionList, metricKey } from './metric.ts'
import { listMetricsOf } from './sources.ts'

/** Metrics with data in the last two weeks (or three hours), 500 a page. */
export function listMetrics(
  input: ListMetricsCommandInput,
  { world }: Call,
): Omit<ListMetricsCommandOutput, '$metadata'> {
  const hours = input.RecentlyActive === 'PT3H' ? 3 : 14 * 24
  const since = world.now - hours * 3600_000
  const wanted = listMetricsOf(world, since, world.now, input.Namespace).filter(
    (metric) =>
      (input.Namespace === undefined || metric.namespace === input.Namespace) &&
      (input.MetricName === undefined || metric.name === input.MetricName) &&
      (input.Dimensions ?? []).every(({ Name = '', Value }) => {
        const value = metric.dimensions.get(Name)
        return value !== undefined && (Value === undefined || value === Value)
      }),
  )
  const cut = page(sortedBy(wanted, metricKey), metricKey, 500, input.NextToken, invalid)
  return {
    Metrics: cut.items.map(({ namespace, name, dimensions }) => ({
      Namespace: namespace,
      MetricName: name,
      Dimensions: dimensionList(dimensions),
    })),
    ...(cut.nextToken === undefined ? {} : { NextToken: cut.nextToken }),
  }
}

const invalid = () =>
  new AwsError('InvalidParameterValueException', 'The value for parameter NextToken is invalid.')

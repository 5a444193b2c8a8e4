import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch'

/**
 * A result's label: the query's own, with its dynamic parts filled in, else the metric's name, else the expression's id.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/graph-dynamic-labels.html
 */
export function labelOf(query: MetricDataQuery, points: ReadonlyMap<number, number>): string {
  const { Metric, Period, Stat } = query.MetricStat ?? {}
  const label = query.Label
  if (label === undefined) return Metric?.MetricName ?? query.Id ?? ''
  const values = [...points.values()]
  const facts: Record<string, () => string> = {
    MAX: () => number(Math.max(...values)),
    MIN: () => number(Math.min(...values)),
    AVG: () => number(values.reduce((sum, value) => sum + value, 0) / values.length),
    SUM: () => number(values.reduce((sum, value) => sum + value, 0)),
    LAST: () => number(points.get(Math.max(...points.keys())) ?? NaN),
    "PROP('MetricName')": () => Metric?.MetricName ?? '',
    "PROP('Namespace')": () => Metric?.Namespace ?? '',
    "PROP('Period')": () => String(Period ?? ''),
    "PROP('Stat')": () => Stat ?? '',
    LABEL: () => Metric?.MetricName ?? query.Id ?? '',
  }
  return label.replace(/\$\{([^}]*)\}/g, (whole, name: string) => {
    const dimension = /^PROP\('Dim\.([^']+)'\)$/.exec(name)?.[1]
    if (dimension !== undefined)
      return Metric?.Dimensions?.find((each) => each.Name === dimension)?.Value ?? '--'
    const fact = facts[name]
    return fact ? fact() : whole
  })
}

const number = (value: number) => (Number.isFinite(value) ? String(Number(value.toFixed(2))) : '--')

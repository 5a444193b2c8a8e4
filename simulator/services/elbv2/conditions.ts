import type { RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2'
import { invalid } from './error.ts'

/** Where each kind of condition keeps its values. */
const configs = {
  'host-header': 'HostHeaderConfig',
  'path-pattern': 'PathPatternConfig',
  'http-request-method': 'HttpRequestMethodConfig',
  'source-ip': 'SourceIpConfig',
  'http-header': 'HttpHeaderConfig',
  'query-string': 'QueryStringConfig',
} as const

const isKnown = (field: string): field is keyof typeof configs => Object.hasOwn(configs, field)

/** Checks a rule's conditions and shows host and path conditions in both of AWS's forms. At most five values in all. */
export function completeConditions(conditions: RuleCondition[] | undefined): RuleCondition[] {
  if (!conditions || conditions.length === 0) throw invalid('A condition must be specified')
  let count = 0
  const complete = conditions.map((condition) => {
    const field = condition.Field ?? ''
    if (!isKnown(field))
      throw invalid(`Condition field '${field}' must be one of '[${Object.keys(configs).join(', ')}]'`)
    const config = condition[configs[field]] ?? (condition.Values ? { Values: condition.Values } : undefined)
    const values = config?.Values ?? []
    if (values.length === 0) throw invalid('A condition value must be specified')
    count += values.length
    if (field === 'path-pattern' || field === 'host-header') {
      for (const value of values)
        if (typeof value === 'string' && value.length > 128)
          throw invalid(`Condition value '${value}' cannot be longer than '128' characters`)
      return {
        Field: field,
        Values: values.filter((value) => typeof value === 'string'),
        [configs[field]]: config,
      }
    }
    return { Field: field, [configs[field]]: config }
  })
  if (count > 5) throw invalid('A rule can only have 5 condition values')
  return complete
}

import type { ScenarioFault } from '../../faults/fault.ts'
import type { Plan } from './plan.ts'

/** Reads that a page can do without, so that what they refuse is shown beside the rest. */
const operations = [
  'application-autoscaling.DescribeScalableTargets',
  'cloudwatch.GetMetricData',
  'elbv2.DescribeListeners',
  'elbv2.DescribeRules',
  'application-autoscaling.DescribeScalingPolicies',
  'elbv2.DescribeLoadBalancers',
  'ecs.ListServiceDeployments',
  'ecs.DescribeCapacityProviders',
]

/** Refusals whose messages are hostile. */
export function errorMessages(plan: Plan): ScenarioFault[] {
  return plan.of('error message').map((payload, i) => {
    const operation = operations[i % operations.length]!
    plan.text(payload, 'error message', operation)
    const error = operation.startsWith('elbv2') ? 'ValidationError' : 'InvalidParameterException'
    return { operation, error, message: payload.text }
  })
}

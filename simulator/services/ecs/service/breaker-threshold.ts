import type { DeploymentCircuitBreaker } from '@aws-sdk/client-ecs'

/**
 * How many failures trip the breaker: half the desired count, rounded up, within 3–200, unless configured.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
 */
export function thresholdOf(breaker: DeploymentCircuitBreaker, desired: number): number {
  const { type = 'BOUNDED_PERCENT', value = 50 } = breaker.thresholdConfiguration ?? {}
  if (type === 'COUNT') return value
  const share = Math.ceil((desired * value) / 100)
  return type === 'UNBOUNDED_PERCENT' ? Math.max(share, 1) : Math.min(Math.max(share, 3), 200)
}

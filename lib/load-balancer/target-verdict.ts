import type { TargetHealth } from './contract'

/** What a target's state says of the task behind it. */
export type TargetVerdict = 'passes' | 'fails' | 'starting' | 'leaving' | 'unchecked' | 'unknown'

/**
 * Reads ELBv2's state; a word we do not know is `unknown`, never a pass.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 */
export function targetVerdict({ state, reason }: Pick<TargetHealth, 'state' | 'reason'>): TargetVerdict {
  switch (state) {
    case 'healthy':
      return 'passes'
    case 'unhealthy':
      return 'fails'
    case 'initial':
      return 'starting'
    case 'draining':
    case 'unhealthy.draining':
      return 'leaving'
    case 'unused':
      return reason === 'Target.NotInUse' ? 'unchecked' : 'unknown'
    case 'unavailable':
      return reason === 'Target.HealthCheckDisabled' ? 'unchecked' : 'unknown'
    default:
      return 'unknown'
  }
}

/** "answers 404 (Health checks failed with these codes: [404])": what is wrong with it, in ELBv2's own words. */
export function targetReason({ state, reason, description }: TargetHealth): string {
  return description ?? reason ?? state
}

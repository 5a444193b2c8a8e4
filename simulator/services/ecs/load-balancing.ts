import type { Run } from '../../image.ts'
import type { World } from '../../world.ts'

/** What a target group knows a task by: its IP (`awsvpc`) or its EC2 instance id, and the port on it. */
export type Target = { id: string; port: number; availabilityZone: string }

/** As `DescribeTargetHealth` would say it; `codes` are the answers that failed the probe, e.g. `[404]`. */
export type TargetHealth = {
  state: 'initial' | 'healthy' | 'unhealthy' | 'unhealthy.draining' | 'unused' | 'draining' | 'unavailable'
  reason?: string
  /** E.g. `Health checks failed with these codes: [404]`; ECS quotes it in its event. */
  description?: string
  /** It stays so until somebody changes the group or the target: `onChange` tells when. */
  settled?: boolean
  codes?: number[]
}

/**
 * What the ECS engine asks of load balancing. ELBv2 implements it (`../elbv2/target-registry.ts`) over its own target
 * groups; ECS calls it as AWS's service-linked role would. An unknown target group must be survived: `register` and
 * `deregister` do nothing and `health` answers `unused`.
 */
export type TargetRegistry = {
  /** Called when a task becomes ACTIVATING; `run` is the container that listens, so that probes ask its behaviour. */
  register(world: World, targetGroupArn: string, target: Target, run: Run): void
  /**
   * Called when a task stops. Answers how long the target drains, in ms (the group's deregistration delay): ECS keeps a
   * task that it stops itself in DEACTIVATING for so long. 0 when it was not registered.
   */
  deregister(world: World, targetGroupArn: string, target: Target): number
  /** Asked every 5 s while something changes and up to every 60 s until all is settled; must be cheap. */
  health(world: World, targetGroupArn: string, target: Target): TargetHealth
  /**
   * Calls `tell` whenever something from outside can change the health of settled targets: listeners or rules, the
   * health check, targets registered or deregistered by hand. Answers a function that ends it.
   */
  onChange(world: World, targetGroupArn: string, tell: () => void): () => void
}

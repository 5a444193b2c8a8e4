import { hash } from '../../random.ts'
import type { App } from '../app.ts'
import type { LargeEstate } from './large-estate.ts'
import { keyOf, type ServicePlan } from './service-plan.ts'

/** CPU units and MiB that Fargate offers together. */
const sizes = [
  { cpu: 256, memory: 512 },
  { cpu: 256, memory: 1024 },
  { cpu: 512, memory: 1024 },
  { cpu: 512, memory: 2048 },
  { cpu: 1024, memory: 2048 },
] as const

/** What a task of a service on a shared instance reserves. */
const shared = { cpu: 128, memory: 512 }

/** The application that a service runs, as its team's pipeline describes it. */
export function appOf(
  { world }: LargeEstate,
  plan: ServicePlan,
  { image, targetGroupArn }: { image: string; targetGroupArn?: string | undefined },
): App {
  const { cluster, name, team, compute, check, fate } = plan
  const key = keyOf(plan)
  const tier = 1 + (hash(world.seed, 'tier', key) % 3)
  return {
    name,
    cluster: cluster.name,
    family: `${cluster.name}-${name}`,
    tags: { team, env: cluster.env, tier: String(tier) },
    image,
    compute,
    ...(compute === 'EC2' ? shared : sizes[hash(world.seed, 'size', key) % sizes.length]!),
    desired: plan.desired,
    environment: { REGION: world.region, TEAM: team },
    ...(check === 'container' && { healthCommand: 'curl -fs http://localhost:8080/healthz || exit 1' }),
    ...(targetGroupArn !== undefined && { targetGroupArn, grace: graceOf(plan) }),
    ...(fate === 'no-room' && { placementConstraints: [{ type: 'distinctInstance' }] }),
    deployment: {
      // Where releases are watched by a breaker, a bad one is rolled back: those that have trouble have none.
      deploymentCircuitBreaker: { enable: fate === 'fine' && tier < 3, rollback: true },
      minimumHealthyPercent: 100,
      maximumPercent: 200,
    },
  }
}

/** Seconds for which ECS leaves failing checks alone. */
function graceOf({ fate }: ServicePlan): number {
  if (fate === 'partly-unhealthy') return 6 * 3600
  return fate === 'failing-checks' ? 240 : 60
}

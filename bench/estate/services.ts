import type { Health } from '@/lib/health/contract'
import type { ServiceSummary } from '@/lib/service/contract'
import { pick, type Random, randomFrom } from './random.ts'
import { domains, parts, roles, teams, tiers } from './words.ts'

const account = '111122223333'
const region = 'eu-west-1'

/** When the generated estate was deployed (epoch ms): far enough back for any measurement. */
const deployedFrom = Date.UTC(2026, 0, 1)
const dayMs = 86_400_000

/**
 * So many services in the shape of `GET /{account}/{region}/services`, over the clusters named; the same ones each time.
 * About 3 in 100 are in trouble, with the evidence that the console would give.
 */
export function generateServices(count: number, clusters: readonly [string, ...string[]]): ServiceSummary[] {
  const random = randomFrom(count)
  return Array.from({ length: count }, (_, index) => serviceOf(random, index, pick(random, clusters)))
}

function serviceOf(random: Random, index: number, clusterName: string): ServiceSummary {
  const [domain, part, role] = [pick(random, domains), pick(random, parts), pick(random, roles)]
  const name = `${domain}-${part}-${role}-${index}`
  const desiredCount = 1 + Math.floor(random() * 8)
  const health = healthOf(random, desiredCount)
  const runningCount = health.level === 'degraded' ? desiredCount - 1 : desiredCount
  const revision = 1 + Math.floor(random() * 120)
  const arn = `arn:aws:ecs:${region}:${account}`
  return {
    arn: `${arn}:service/${clusterName}/${name}`,
    name,
    clusterName,
    health,
    status: 'ACTIVE',
    schedulingStrategy: 'REPLICA',
    launchType: random() < 0.85 ? 'FARGATE' : 'EC2',
    deploymentController: 'ECS',
    desiredCount,
    runningCount,
    pendingCount: desiredCount - runningCount,
    unplannedStops: health.level === 'crash-loop' ? 4 : 0,
    taskDefinition: { arn: `${arn}:task-definition/${name}:${revision}`, family: name, revision },
    images: [`${account}.dkr.ecr.${region}.amazonaws.com/${domain}/${part}:v${revision}.${index % 10}.2`],
    rolloutState: health.level === 'deploying' ? 'IN_PROGRESS' : 'COMPLETED',
    deployedAt: new Date(deployedFrom + Math.floor(random() * 300 * dayMs)).toISOString(),
    tags: [
      { name: 'team', value: pick(random, teams) },
      { name: 'tier', value: pick(random, tiers) },
      { name: 'env', value: 'prod' },
    ],
  }
}

function healthOf(random: Random, desired: number): Health {
  const die = random()
  if (die < 0.005) {
    const text = 'Its tasks stop again and again: 4 unplanned stops in the last 10 minutes.'
    return { level: 'crash-loop', because: [{ kind: 'stops', text }], next: 'look at the last stopped task' }
  }
  if (die < 0.02) {
    const text = `${desired - 1} of ${desired} tasks are running.`
    return { level: 'degraded', because: [{ kind: 'counts', text }] }
  }
  if (die < 0.03) {
    const text = `A deployment is rolling out: ${desired} of ${desired} tasks are running.`
    return { level: 'deploying', because: [{ kind: 'rollout', text }] }
  }
  if (die < 0.25) {
    const text = `All ${desired} tasks are running; no target group and no health check says whether they serve.`
    return { level: 'unverified', because: [{ kind: 'no-check', text }] }
  }
  const text = `All ${desired} tasks are running, and all ${desired} targets are healthy.`
  return { level: 'healthy', because: [{ kind: 'target-health', text }] }
}

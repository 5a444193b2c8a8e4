import type {
  Cluster,
  DescribeClustersRequest,
  DescribeClustersResponse,
  ListClustersRequest,
  ListClustersResponse,
} from '@aws-sdk/client-ecs'
import type { Handler } from '../../../wire/service.ts'
import { ecsArn, clusterNameOf } from '../arn.ts'
import { pageOf } from '../page.ts'
import { checkBatch } from '../refusal.ts'
import { ecsState, type ClusterRecord } from '../state.ts'

/** A cluster as AWS shows it; tags, settings, statistics and configuration only when included. */
export function showCluster(record: ClusterRecord, include: readonly string[] = []): Cluster {
  const { cluster } = record
  const counts = countAll(record)
  const all = Object.values(counts)
  const sum = (what: keyof Counts) => all.reduce((total, each) => total + each[what], 0)
  const shown: Cluster = {
    ...cluster,
    registeredContainerInstancesCount: record.instances.size,
    runningTasksCount: sum('running'),
    pendingTasksCount: sum('pending'),
    activeServicesCount: sum('active'),
    statistics: include.includes('STATISTICS') ? statisticsOf(counts) : [],
    tags: include.includes('TAGS') ? [...record.tags] : [],
    settings: include.includes('SETTINGS') ? (cluster.settings ?? []) : [],
  }
  if (!include.includes('CONFIGURATIONS')) delete shown.configuration
  if (include.includes('ATTACHMENTS')) shown.attachments = []
  return shown
}

/** Tasks and services that are running, pending; active, draining. */
type Counts = { running: number; pending: number; active: number; draining: number }
type CountsByType = { EC2: Counts; FARGATE: Counts; EXTERNAL: Counts }

function countAll(record: ClusterRecord): CountsByType {
  const { EC2, FARGATE, EXTERNAL } = record.counts
  const none = { active: 0, draining: 0 }
  const counts: CountsByType = {
    EC2: { ...EC2, ...none },
    FARGATE: { ...FARGATE, ...none },
    EXTERNAL: { ...EXTERNAL, ...none },
  }
  const of = (type: string | undefined) => counts[type as keyof CountsByType] ?? counts.EC2
  for (const { service, deployments } of record.services.values()) {
    const first = deployments[0]?.deployment
    const type = first?.launchType ?? (first?.platformVersion ? 'FARGATE' : 'EC2')
    if (service.status === 'ACTIVE') of(type).active++
    if (service.status === 'DRAINING') of(type).draining++
  }
  return counts
}

function statisticsOf(counts: CountsByType): { name: string; value: string }[] {
  const names = { EC2: 'EC2', FARGATE: 'Fargate', EXTERNAL: 'External' } as const
  return (['EC2', 'FARGATE', 'EXTERNAL'] as const).flatMap((type) => {
    const { running, pending, active, draining } = counts[type]
    const name = names[type]
    return [
      { name: `running${name}TasksCount`, value: String(running) },
      { name: `pending${name}TasksCount`, value: String(pending) },
      { name: `active${name}ServiceCount`, value: String(active) },
      { name: `draining${name}ServiceCount`, value: String(draining) },
    ]
  })
}

/** Missing clusters come back as `failures` with reason MISSING; without names it describes `default`. */
export const describeClusters: Handler<DescribeClustersRequest, DescribeClustersResponse> = (
  input,
  { world },
) => {
  const refs = input.clusters?.length ? input.clusters : ['default']
  checkBatch('Clusters', refs, 100)
  const clusters: Cluster[] = []
  const failures: { arn: string; reason: string }[] = []
  for (const name of new Set(refs.map((ref) => clusterNameOf(world, ref)))) {
    const record = ecsState(world).clusters.get(name)
    if (record) clusters.push(showCluster(record, input.include))
    else failures.push({ arn: ecsArn(world, `cluster/${name}`), reason: 'MISSING' })
  }
  return { clusters, failures }
}

export const listClusters: Handler<ListClustersRequest, ListClustersResponse> = (input, { world }) => {
  const records = [...ecsState(world).clusters.values()]
    .filter((each) => each.cluster.status === 'ACTIVE')
    .sort((a, b) => a.seq - b.seq)
  const page = pageOf('ListClusters', records, (each) => each.seq, input)
  return {
    clusterArns: page.items.map((each) => each.cluster.clusterArn!),
    ...(page.nextToken && { nextToken: page.nextToken }),
  }
}

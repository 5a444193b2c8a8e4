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
import { countTasks } from '../service/healthy-task.ts'
import { ecsState, type ClusterRecord } from '../state.ts'

/** A cluster as AWS shows it; tags, settings, statistics and configuration only when included. */
export function showCluster(record: ClusterRecord, include: readonly string[] = []): Cluster {
  const { cluster } = record
  const services = [...record.services.values()].filter((each) => each.service.status === 'ACTIVE')
  const shown: Cluster = {
    ...cluster,
    registeredContainerInstancesCount: record.instances.size,
    ...counted(record),
    activeServicesCount: services.length,
    statistics: [],
    tags: include.includes('TAGS') ? [...record.tags] : [],
    settings: include.includes('SETTINGS') ? (cluster.settings ?? []) : [],
  }
  if (!include.includes('CONFIGURATIONS')) delete shown.configuration
  if (include.includes('STATISTICS')) shown.statistics = statisticsOf(record)
  if (include.includes('ATTACHMENTS')) shown.attachments = []
  return shown
}

function counted(record: ClusterRecord) {
  const { runningCount, pendingCount } = countTasks(record.tasks.values())
  return { runningTasksCount: runningCount, pendingTasksCount: pendingCount }
}

function statisticsOf(record: ClusterRecord): { name: string; value: string }[] {
  const names = { EC2: 'EC2', FARGATE: 'Fargate', EXTERNAL: 'External' } as const
  const out: { name: string; value: string }[] = []
  for (const [launchType, name] of Object.entries(names)) {
    const tasks = [...record.tasks.values()].filter((each) => each.task.launchType === launchType)
    const services = [...record.services.values()].filter((each) => {
      const [first] = each.deployments
      const type = first?.deployment.launchType ?? (first?.deployment.platformVersion ? 'FARGATE' : 'EC2')
      return type === launchType
    })
    const { runningCount, pendingCount } = countTasks(tasks)
    const having = (status: string) => services.filter((each) => each.service.status === status).length
    out.push({ name: `running${name}TasksCount`, value: String(runningCount) })
    out.push({ name: `pending${name}TasksCount`, value: String(pendingCount) })
    out.push({ name: `active${name}ServiceCount`, value: String(having('ACTIVE')) })
    out.push({ name: `draining${name}ServiceCount`, value: String(having('DRAINING')) })
  }
  return out
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

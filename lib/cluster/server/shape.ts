import 'server-only'
import type { EcsCluster } from '@/lib/aws/ecs-clusters'
import type { Health } from '@/lib/health/contract'
import { tallyOf } from '@/lib/health/tally'
import type { ServiceSummary } from '@/lib/service/contract'
import { plainTags } from '@/lib/task/server/full'
import { cellsOf } from '../cells'
import type { Cluster, ClusterSummary } from '../contract'
import type { ClusterFacts } from '../health'

/** What the verdict asks of DescribeClusters. */
export function clusterFacts(cluster: EcsCluster): ClusterFacts {
  return {
    status: cluster.status || null,
    runningTasksCount: cluster.runningTasksCount ?? null,
    activeServicesCount: cluster.activeServicesCount ?? null,
  }
}

/** A cluster as a row; `cluster` is null when it is listed but not described. */
export function clusterSummary(
  arn: string,
  name: string,
  cluster: EcsCluster | null,
  services: readonly ServiceSummary[],
  health: Health,
): ClusterSummary {
  return {
    arn: cluster?.clusterArn ?? arn,
    name,
    status: cluster?.status ?? '',
    health,
    activeServicesCount: servicesCount(cluster?.activeServicesCount, services.length),
    runningTasksCount: cluster?.runningTasksCount ?? null,
    pendingTasksCount: cluster?.pendingTasksCount ?? null,
    registeredContainerInstancesCount: cluster?.registeredContainerInstancesCount ?? null,
    levels: tallyOf(services),
    containerInsights:
      cluster?.settings?.find((setting) => setting.name === 'containerInsights')?.value ?? null,
    capacityProviders: cluster?.capacityProviders ?? [],
  }
}

/** AWS's count, but never fewer than are listed: some endpoints count none. */
function servicesCount(counted: number | undefined, listed: number): number | null {
  if (listed === 0) return counted ?? null
  return Math.max(counted ?? 0, listed)
}

/** More cells than this are no help to anybody. */
const mostCells = 60

/** A cluster in full. */
export function fullCluster(
  summary: ClusterSummary,
  cluster: EcsCluster,
  services: readonly ServiceSummary[],
): Cluster {
  return {
    ...summary,
    cells: cellsOf(services, mostCells),
    defaultCapacityProviderStrategy: (cluster.defaultCapacityProviderStrategy ?? []).map((item) => ({
      capacityProvider: item.capacityProvider ?? '',
      weight: item.weight ?? 0,
      base: item.base ?? 0,
    })),
    serviceConnectNamespace: cluster.serviceConnectDefaults?.namespace ?? null,
    executeCommandLogging: cluster.configuration?.executeCommandConfiguration?.logging ?? null,
    tags: plainTags(cluster.tags),
  }
}

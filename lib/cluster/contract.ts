import type { Answer, ListAnswer } from '@/lib/api/answer'
import { read } from '@/lib/api/endpoint'
import type { Health, Level } from '@/lib/health/contract'
import type { Tally } from '@/lib/health/tally'

/** A cluster as a row; counts are AWS's statistics, null when not given. */
export type ClusterSummary = {
  arn: string
  name: string
  status: string
  health: Health
  /** Never fewer than are listed. */
  activeServicesCount: number | null
  runningTasksCount: number | null
  pendingTasksCount: number | null
  registeredContainerInstancesCount: number | null
  /** How many services stand at each level; `unknown` counts the ones not yet described. */
  levels: Tally
  /** `enhanced`, `enabled`, `disabled`; null when not given. */
  containerInsights: string | null
  capacityProviders: string[]
}

/** One service in a row of cells: its verdict and the weightiest reason. */
export type ServiceCell = { name: string; level: Level; because: string }

export type Cluster = ClusterSummary & {
  /** Worst first, then by name; of a large cluster only the worst. */
  cells: ServiceCell[]
  defaultCapacityProviderStrategy: { capacityProvider: string; weight: number; base: number }[]
  serviceConnectNamespace: string | null
  executeCommandLogging: string | null
  tags: { name: string; value: string }[]
}

/** `GET /clusters`. */
export const listClusters = read<ListAnswer<ClusterSummary>>()({
  path: '/{account}/{region}/clusters',
  freshness: 'steady',
})

/** `GET /clusters/{c}`. */
export const getCluster = read<Answer<Cluster>>()({
  path: '/{account}/{region}/clusters/{cluster}',
  freshness: 'steady',
})

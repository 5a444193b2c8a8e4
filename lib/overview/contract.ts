import type { Answer } from '@/lib/api/answer'
import { read } from '@/lib/api/endpoint'
import type { ServiceCell } from '@/lib/cluster/contract'
import type { Health } from '@/lib/health/contract'
import type { Tally } from '@/lib/health/tally'

/** One thing that is wrong now. */
export type Attention =
  /** A service, or a standalone or scheduled task that failed. */
  | {
      kind: 'service' | 'task'
      clusterName: string
      /** The service's name, or the task's id. */
      name: string
      /** What a person calls it: the service's name, or the task's family or group. */
      title: string
      health: Health
      /** Since when it is so, when the facts tell. */
      since: string | null
    }
  /** Many services that are unknown for one reason: told once. */
  | { kind: 'many'; count: number; health: Health }

export type ClusterStrip = {
  name: string
  arn: string
  status: string
  health: Health
  /** One cell a service, worst first, then by name; of a large cluster only the worst. */
  services: ServiceCell[]
  /** How many services stand at each level, those without a cell included. */
  levels: Tally
  runningTasksCount: number | null
  registeredContainerInstancesCount: number | null
  complete: boolean
}

export type Overview = {
  /** Worst first: failing, crash-loop, degraded and unknown services, and failed tasks of schedules. */
  attention: Attention[]
  /** How many there are, those that are not listed included. */
  attentionTotal: number
  clusters: ClusterStrip[]
  /** How many services stand at each level, over all clusters. */
  levels: Tally
  /** False till every listed service was described. */
  complete: boolean
}

/** `GET /overview` of one account and region. */
export const getOverview = read<Answer<Overview>>()({
  path: '/{account}/{region}/overview',
  freshness: 'live',
})

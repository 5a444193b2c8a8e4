import type { ClusterPlan } from './clusters.ts'
import type { Fate } from './fates.ts'
import type { Role } from './service-name.ts'

/** What tells whether a service's tasks are well: its target group, its container's health check, or nothing. */
export type Check = 'target-group' | 'container' | 'none'

/** One service as it shall be at the present. Times are epoch ms. */
export type ServicePlan = {
  cluster: ClusterPlan
  name: string
  team: string
  role: Role
  noun: string
  check: Check
  compute: 'FARGATE' | 'FARGATE_SPOT' | 'EC2'
  fate: Fate
  desired: number
  /** When the service was made. */
  createdAt: number
  /** When its present deployment began; what befalls it comes later. */
  deployedAt: number
}

/** A name that no other service of the estate has. */
export const keyOf = ({ cluster, name }: Pick<ServicePlan, 'cluster' | 'name'>) => `${cluster.name}/${name}`

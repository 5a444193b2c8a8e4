import type { ListAnswer } from '@/lib/api/answer'
import { read } from '@/lib/api/endpoint'

/** A service event; `message` is AWS's sentence, hostile text. */
export type ServiceEvent = {
  id: string
  at: string
  serviceName: string
  message: string
  /** What the sentence tells: from ECS's known texts, `info` when it is none of them. */
  kind:
    | 'steady'
    | 'placement'
    | 'unhealthy'
    | 'impaired'
    | 'throttled'
    | 'deployment'
    | 'stopped'
    | 'started'
    | 'scaling'
    | 'info'
}

/** `GET /clusters/{c}/events`: events of all services of the cluster, newest first. */
export const listClusterEvents = read<ListAnswer<ServiceEvent>>()({
  path: '/{account}/{region}/clusters/{cluster}/events',
  freshness: 'steady',
})

import type { ListAnswer } from '@/lib/api/answer'
import { read } from '@/lib/api/endpoint'

/** A container instance. CPU is in ECS CPU units (1024 = one vCPU). */
export type ContainerInstance = {
  arn: string
  id: string
  ec2InstanceId: string | null
  instanceType: string | null
  availabilityZone: string | null
  status: string
  statusReason: string | null
  agentConnected: boolean | null
  agentVersion: string | null
  dockerVersion: string | null
  runningTasksCount: number | null
  pendingTasksCount: number | null
  registeredCpu: number | null
  remainingCpu: number | null
  registeredMemoryMib: number | null
  remainingMemoryMib: number | null
  /** CONTAINER_INSTANCE_HEALTH's overall word, when AWS gives it. */
  healthStatus: string | null
  capacityProviderName: string | null
  registeredAt: string | null
}

/** `GET /clusters/{c}/instances`. */
export const listInstances = read<ListAnswer<ContainerInstance>>()({
  path: '/{account}/{region}/clusters/{cluster}/instances',
  freshness: 'steady',
})

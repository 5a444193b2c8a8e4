import type {
  ContainerInstance,
  DeregisterContainerInstanceRequest,
  DeregisterContainerInstanceResponse,
  Failure,
  UpdateContainerInstancesStateRequest,
  UpdateContainerInstancesStateResponse,
} from '@aws-sdk/client-ecs'
import type { World } from '../../../world.ts'
import type { Handler } from '../../../wire/service.ts'
import { ecsArn } from '../arn.ts'
import { findCluster, findInstance, idOf } from '../find.ts'
import { checkBatch, invalid } from '../refusal.ts'
import { wakeCluster } from '../service/wake.ts'
import type { InstanceRecord } from '../state.ts'
import { stopTask } from '../task/stop.ts'
import { showInstance } from './describe-instances.ts'

/** DRAINING: service tasks move away as the services' percentages allow; standalone tasks are left running. */
export const updateContainerInstancesState: Handler<
  UpdateContainerInstancesStateRequest,
  UpdateContainerInstancesStateResponse
> = (input, { world }) => {
  const cluster = findCluster(world, input.cluster)
  checkBatch('Container instances', input.containerInstances, 10)
  const { status } = input
  if (status !== 'ACTIVE' && status !== 'DRAINING') {
    throw invalid('Container instance status should be one of [ACTIVE, DRAINING]')
  }
  const containerInstances: ContainerInstance[] = []
  const failures: Failure[] = []
  for (const ref of input.containerInstances ?? []) {
    const id = idOf(world, ref, 'container-instance', cluster)
    const record = cluster.instances.get(id)
    if (!record) {
      failures.push({ arn: ecsArn(world, `container-instance/${cluster.name}/${id}`), reason: 'MISSING' })
      continue
    }
    record.instance.status = status
    record.instance.version = (record.instance.version ?? 0) + 1
    containerInstances.push(showInstance(record))
  }
  wakeCluster(world, cluster.services.values())
  return { containerInstances, failures }
}

/** Refused while tasks run on it, unless forced. */
export const deregisterContainerInstance: Handler<
  DeregisterContainerInstanceRequest,
  DeregisterContainerInstanceResponse
> = (input, { world }) => {
  const cluster = findCluster(world, input.cluster)
  const record = findInstance(world, cluster, input.containerInstance)
  if (record.tasks.size > 0 && input.force !== true) throw invalid('Found running tasks on the instance.')
  removeInstance(world, record, 'Container instance deregistration forced by user')
  return { containerInstance: showInstance(record) }
}

/** Takes an instance away, with its tasks; `stoppedReason` as AWS says it, e.g. `Host EC2 (instance i-…) terminated.` */
export function removeInstance(world: World, record: InstanceRecord, stoppedReason: string): void {
  record.instance.status = 'INACTIVE'
  record.instance.agentConnected = false
  record.cluster.instances.delete(record.id)
  for (const task of record.tasks) {
    stopTask(world, task, { stopCode: 'TerminationNotice', stoppedReason, drain: false })
  }
  wakeCluster(world, record.cluster.services.values())
}

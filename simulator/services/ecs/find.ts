import type { World } from '../../world.ts'
import { arnPath, clusterNameOf, nameInCluster } from './arn.ts'
import { client, clusterNotFound, invalid, serviceNotFound } from './refusal.ts'
import {
  ecsState,
  type ClusterRecord,
  type DefinitionRecord,
  type InstanceRecord,
  type ServiceRecord,
  type TaskRecord,
} from './state.ts'

/** An ACTIVE cluster by name or ARN (`default` when none is given), else ClusterNotFoundException. */
export function findCluster(world: World, ref: string | undefined): ClusterRecord {
  const cluster = ecsState(world).clusters.get(clusterNameOf(world, ref))
  if (cluster?.cluster.status !== 'ACTIVE') throw clusterNotFound()
  return cluster
}

/** A service that is not INACTIVE by name or ARN, else ServiceNotFoundException. */
export function findService(world: World, cluster: ClusterRecord, ref: string | undefined): ServiceRecord {
  if (!ref) throw invalid('Service cannot be empty.')
  const service = cluster.services.get(nameInCluster(world, ref, 'service', cluster.name))
  if (!service) throw serviceNotFound()
  return service
}

const ID = /^[0-9a-f]{32}$|^[0-9a-f-]{36}$/

/** The id in a task's or container instance's id or ARN; refuses what is neither. */
export function idOf(
  world: World,
  ref: string | undefined,
  type: 'task' | 'container-instance',
  cluster: ClusterRecord,
): string {
  if (!ref) throw invalid(type === 'task' ? 'Task cannot be empty.' : 'Container instance cannot be blank.')
  const id = nameInCluster(world, ref, type, cluster.name)
  if (!ID.test(id)) {
    const name = type === 'task' ? 'taskId' : 'containerInstanceId'
    throw invalid(`${name} length should be one of [32,36]`)
  }
  return id
}

/** One task, else InvalidParameterException as StopTask says it. */
export function findTask(world: World, cluster: ClusterRecord, ref: string | undefined): TaskRecord {
  const task = cluster.tasks.get(idOf(world, ref, 'task', cluster))
  if (!task) throw invalid('The referenced task was not found.')
  return task
}

/** One container instance, else InvalidParameterException. */
export function findInstance(world: World, cluster: ClusterRecord, ref: string | undefined): InstanceRecord {
  const instance = cluster.instances.get(idOf(world, ref, 'container-instance', cluster))
  if (!instance) throw invalid('The specified container instance is not registered to the cluster.')
  return instance
}

/** A revision by ARN, `family:revision` or `family` (its newest ACTIVE one); undefined when there is none. */
export function lookUpDefinition(world: World, ref: string): DefinitionRecord | undefined {
  const name = arnPath(world, ref, 'task-definition') ?? ref
  const parts = /^([a-zA-Z0-9_-]{1,255})(?::(\d+))?$/.exec(name)
  if (!parts) throw client(`Invalid revision number. Number: ${name.split(':').at(-1)}`)
  const family = ecsState(world).families.get(parts[1]!)
  if (!family) return undefined
  if (parts[2] !== undefined) return family.revisions.get(Number(parts[2]))
  return [...family.revisions.values()].reverse().find((each) => each.definition.status === 'ACTIVE')
}

/** An ACTIVE revision to run, else the errors of RunTask and CreateService. */
export function findDefinition(world: World, ref: string | undefined): DefinitionRecord {
  if (!ref) throw invalid('TaskDefinition can not be blank.')
  const record = lookUpDefinition(world, ref)
  if (!record) throw client('TaskDefinition not found.')
  if (record.definition.status !== 'ACTIVE') throw client('TaskDefinition is inactive')
  return record
}

import 'server-only'
import { nameOf } from '@/lib/api/arn'
import type { Problem } from '@/lib/api/error'
import type { Read } from '@/lib/api/outcome'
import { pending } from '@/lib/aws/cell'
import type { EcsService } from '@/lib/aws/ecs-services'
import type { TargetHealth } from '@/lib/load-balancer/contract'
import { targetOf } from '@/lib/load-balancer/join'
import { targetGroupName } from '@/lib/load-balancer/server'
import type { TargetCheck } from '../health'
import type { TaskShape } from './shape'
import type { Surroundings } from './surroundings'

/** One `loadBalancers` entry of a service or of one of its task sets. */
type Entry = NonNullable<EcsService['loadBalancers']>[number]

/**
 * What is meant to check a RUNNING task: one entry for each load balancer of its service, with its own target in it.
 *
 * @param service of the task; null when it is a standalone one
 */
export function checksOf(
  task: TaskShape,
  service: Read<EcsService | null> | null,
  around: Surroundings,
): TargetCheck[] {
  if (service === null || task.lastStatus !== 'RUNNING') return []
  const name = `the target groups of ${task.serviceName}`
  if (!service.ok) return [{ targetGroupName: name, read: service }]
  if (service.value === null)
    return [{ targetGroupName: name, read: failed('not_found', 'Its service is gone.') }]
  return entriesFor(service.value, task).map((entry) => checkOf(task, entry, around))
}

/** The target groups that stand behind a task of a service. */
export function targetGroupsFor(service: EcsService, task: TaskShape): string[] {
  return entriesFor(service, task).flatMap(groupsOf)
}

/** A task set has load balancers of its own; VPC Lattice checks too, but Quayside does not read it. */
function entriesFor(service: EcsService, task: TaskShape): Entry[] {
  const set = service.taskSets?.find(({ id }) => id !== undefined && id === task.startedBy)
  const own = set?.loadBalancers ?? []
  return own.length > 0 ? own : (service.loadBalancers ?? [])
}

/** In a blue/green roll-out a task stands in one of two groups. */
function groupsOf({ targetGroupArn, advancedConfiguration }: Entry): string[] {
  if (!targetGroupArn) return []
  const alternate = advancedConfiguration?.alternateTargetGroupArn
  return alternate ? [targetGroupArn, alternate] : [targetGroupArn]
}

function checkOf(task: TaskShape, entry: Entry, around: Surroundings): TargetCheck {
  const { targetGroupArn } = entry
  if (!targetGroupArn)
    return {
      targetGroupName: `the Classic Load Balancer ${entry.loadBalancerName ?? ''}`.trim(),
      read: failed('unavailable', 'Quayside does not read Classic Load Balancers.'),
    }
  const lists = groupsOf(entry).map((arn) => around.targets.get(arn) ?? pending)
  const instance = instanceOf(task, around)
  const found = lists.flatMap((list) => (list.ok ? place(list, task, entry, instance) : []))[0]
  const name = targetGroupName(found?.ok && found.value ? found.value.targetGroupArn : targetGroupArn)
  const broken = lists.find((list) => !list.ok)
  const stale = lists.find((list) => list.error !== undefined)
  if (found) return { targetGroupName: name, read: found }
  if (broken && !broken.ok) return { targetGroupName: name, read: broken }
  if (instance !== null && !instance.ok) return { targetGroupName: name, read: instance }
  if (task.privateIp === null && !instance?.value)
    return { targetGroupName: name, read: failed('unavailable', 'AWS gives no address of this task.') }
  const asOf = Math.min(...lists.flatMap((list) => (list.ok ? [list.asOf] : [])))
  return {
    targetGroupName: name,
    read: { ok: true, value: null, asOf, ...(stale?.error && { error: stale.error }) },
  }
}

/** The EC2 instance under a task that has no interface of its own; null when it has, or when AWS names none. */
function instanceOf(task: TaskShape, { instances }: Surroundings): Read<string | null> | null {
  if (task.containerInstanceArn === null || task.privateIp !== null) return null
  return instances.get(nameOf(task.containerInstanceArn)) ?? pending
}

function place(
  { value: targets, ...list }: Extract<Read<TargetHealth[]>, { ok: true }>,
  task: TaskShape,
  entry: Entry,
  instance: Read<string | null> | null,
): Read<TargetHealth>[] {
  const container = task.containers.find(({ name }) => name === entry.containerName)
  const containerPort = entry.containerPort ?? null
  const target = targetOf(targets, {
    privateIp: task.privateIp,
    ec2InstanceId: instance?.ok ? instance.value : null,
    hostPorts: (container?.networkBindings ?? []).flatMap((binding) =>
      binding.hostPort !== null && (containerPort === null || binding.containerPort === containerPort)
        ? [binding.hostPort]
        : [],
    ),
    containerPort,
  })
  return target === null ? [] : [{ ...list, value: target }]
}

function failed(code: Problem['code'], message: string): { ok: false; error: Problem } {
  return { ok: false, error: { code, message } }
}

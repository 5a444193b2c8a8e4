import type { World } from '../../../world.ts'
import { targetRegistry } from '../../elbv2/target-registry.ts'
import { announce } from '../service/service-events.ts'
import type { TaskRecord } from '../state.ts'

/** Registers a task with its service's target groups. */
export function registerTargets(world: World, record: TaskRecord): void {
  for (const balancer of record.loadBalancers) {
    const { targetGroupArn, containerName, containerPort } = balancer
    const each = record.containers.find((one) => one.definition.name === containerName)
    if (!targetGroupArn || !each?.run || containerPort === undefined) continue
    const bound = each.container.networkBindings?.find((one) => one.containerPort === containerPort)
    const target = {
      id: record.address ?? record.instance?.ec2InstanceId ?? '',
      port: record.address ? containerPort : (bound?.hostPort ?? containerPort),
      availabilityZone: record.task.availabilityZone ?? '',
    }
    targetRegistry.register(world, targetGroupArn, target, each.run)
    record.targets.push({ targetGroupArn, target, health: { state: 'initial' }, registered: true })
    if (record.service)
      announce(world, record.service, `registered 1 targets in (target-group ${targetGroupArn})`)
  }
}

/** Takes a task out of its target groups. Answers for how long it drains, ms. */
export function deregisterTargets(world: World, record: TaskRecord): number {
  let drainMs = 0
  for (const each of record.targets) {
    if (!each.registered) continue
    each.registered = false
    drainMs = Math.max(drainMs, targetRegistry.deregister(world, each.targetGroupArn, each.target))
    if (record.service) {
      announce(world, record.service, `deregistered 1 targets in (target-group ${each.targetGroupArn})`)
    }
  }
  return drainMs
}

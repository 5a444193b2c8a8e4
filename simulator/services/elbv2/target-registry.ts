import type { Run } from '../../image.ts'
import type { World } from '../../world.ts'
import type { Target, TargetHealth, TargetRegistry } from '../ecs/load-balancing.ts'
import { drainMs, forgetDrained, healthOf, isSettled } from './group-health.ts'
import { elbv2State } from './state.ts'

/** How ECS puts its tasks into target groups and asks for their health. An unknown group is survived. */
export const targetRegistry: TargetRegistry = {
  register(world: World, targetGroupArn: string, target: Target, run: Run) {
    const group = world.slice(elbv2State).groups.get(targetGroupArn)
    if (!group) return
    forgetDrained(world, group)
    group.targets.set(targetKey(target.id, target.port), {
      description: { Id: target.id, Port: target.port, AvailabilityZone: target.availabilityZone },
      registeredAt: world.now,
      run,
    })
  },

  deregister(world: World, targetGroupArn: string, { id, port }: Target) {
    return deregister(world, targetGroupArn, id, port)
  },

  health(world: World, targetGroupArn: string, { id, port }: Target): TargetHealth {
    const group = world.slice(elbv2State).groups.get(targetGroupArn)
    const target = group?.targets.get(targetKey(id, port))
    if (!group || !target)
      return {
        state: 'unused',
        reason: 'Target.NotRegistered',
        description: 'Target is not registered to the target group',
        settled: true,
      }
    const { State = 'unused', Reason, Description } = healthOf(world, group, target)
    const met = target.course?.met
    return {
      state: State,
      ...(Reason === undefined ? {} : { reason: Reason }),
      ...(Description === undefined ? {} : { description: Description }),
      ...(State === 'unhealthy' && typeof met === 'number' ? { codes: [met] } : {}),
      settled: isSettled(world, group, target),
    }
  },

  onChange(world: World, targetGroupArn: string, tell: () => void) {
    const watchers = world.slice(elbv2State).groups.get(targetGroupArn)?.watchers
    watchers?.add(tell)
    return () => {
      watchers?.delete(tell)
    }
  },
}

export const targetKey = (id: string, port: number | undefined) => `${id}:${port ?? ''}`

/** Starts to drain a target, or drops it at once where nothing listens; answers for how long it drains, ms. */
export function deregister(world: World, groupArn: string, id: string, port: number): number {
  const group = world.slice(elbv2State).groups.get(groupArn)
  const key = targetKey(id, port)
  const target = group?.targets.get(key)
  if (!group || !target) return 0
  forgetDrained(world, group)
  const drains = group.listenedSince === undefined ? 0 : drainMs(group)
  if (drains === 0) {
    group.targets.delete(key)
    return 0
  }
  target.deregisteredAt ??= world.now
  return Math.max(target.deregisteredAt + drains - world.now, 0)
}

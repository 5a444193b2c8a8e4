import type { World } from '../../world.ts'
import { modeOf } from '../cloudwatch/container-insights.ts'
import { ecsState } from '../ecs/state.ts'
import { performanceGroup } from './performance-stream.ts'
import { invalidParameter, logsState, resourceNotFound, type Group } from './state.ts'

/** A group by name, or by ARN, with or without `:*`. */
export function groupOf(world: World, name: string | undefined, identifier?: string): Group {
  if (name !== undefined && identifier !== undefined)
    throw invalidParameter('Only one of logGroupName and logGroupIdentifier can be specified.')
  const asked = name ?? identifier
  if (asked === undefined) throw invalidParameter('A log group must be specified.')
  const plain = /^arn:[^:]*:logs:[^:]*:\d*:log-group:([^:]+)/.exec(asked)?.[1] ?? asked
  const group = allGroups(world).get(plain)
  if (!group) throw resourceNotFound('group')
  return group
}

/**
 * Every group by name: those that clients made, and those that AWS makes by itself, for Container Insights and for
 * tasks whose log driver says `awslogs-create-group`. A group that was deleted stays away.
 */
export function allGroups(world: World): Map<string, Group> {
  const { groups, deleted } = world.slice(logsState)
  const make = (name: string, at: number, retentionInDays?: number) => {
    if (groups.has(name) || deleted.has(name)) return
    const group = addLogGroup(world, name, {}, at)
    if (retentionInDays !== undefined) group.retentionInDays = retentionInDays
  }
  const { clusters, families } = ecsState(world)
  for (const cluster of clusters.values())
    if (modeOf(cluster) !== 'disabled') {
      const born = [...cluster.services.values()].map(
        ({ service }) => service.createdAt?.getTime() ?? world.now,
      )
      // AWS keeps performance events for a day.
      make(performanceGroup(cluster.name), Math.min(world.now, ...born), 1)
    }
  for (const { revisions } of families.values())
    for (const { definition } of revisions.values())
      for (const { logConfiguration } of definition.containerDefinitions ?? []) {
        const options = logConfiguration?.options
        const name = options?.['awslogs-create-group'] === 'true' ? options['awslogs-group'] : undefined
        if (name !== undefined) make(name, definition.registeredAt?.getTime() ?? world.now)
      }
  return groups
}

/** Makes a log group as of a time (the world's present); one that is there stays as it is. */
export function addLogGroup(
  world: World,
  name: string,
  tags: Record<string, string> = {},
  createdAt: number = world.now,
): Group {
  const { groups, deleted } = world.slice(logsState)
  const present = groups.get(name)
  if (present) return present
  const group: Group = {
    name,
    arn: `arn:aws:logs:${world.region}:${world.account}:log-group:${name}`,
    createdAt,
    tags: new Map(Object.entries(tags)),
    streams: new Map(),
  }
  deleted.delete(name)
  groups.set(name, group)
  return group
}

import type {
  GetScheduleGroupCommandInput,
  GetScheduleGroupCommandOutput,
  ListScheduleGroupsCommandInput,
  ListScheduleGroupsCommandOutput,
} from '@aws-sdk/client-scheduler'
import { AwsError, type Call } from '../../wire/service.ts'
import type { World } from '../../world.ts'
import { page, sortedBy } from '../page.ts'
import { badToken } from './schedules.ts'
import { type ScheduleGroup, schedules } from './state.ts'

type Answer<T> = Omit<T, '$metadata'>

const nameOf = (group: ScheduleGroup) => group.name

export function listScheduleGroups(
  input: ListScheduleGroupsCommandInput,
  call: Call,
): Answer<ListScheduleGroupsCommandOutput> {
  const kept = sortedBy(call.world.slice(schedules).groups.values(), nameOf).filter((group) =>
    group.name.startsWith(input.NamePrefix ?? ''),
  )
  const { items, nextToken } = page(kept, nameOf, input.MaxResults ?? 100, input.NextToken, badToken)
  return { ScheduleGroups: items.map((group) => shown(call.world, group)), NextToken: nextToken }
}

export function getScheduleGroup(
  input: GetScheduleGroupCommandInput,
  call: Call,
): Answer<GetScheduleGroupCommandOutput> {
  const group = call.world.slice(schedules).groups.get(input.Name ?? '')
  if (group) return shown(call.world, group)
  throw new AwsError('ResourceNotFoundException', `Schedule group ${input.Name} does not exist.`)
}

function shown(world: World, group: ScheduleGroup) {
  return {
    Arn: `arn:aws:scheduler:${world.region}:${world.account}:schedule-group/${group.name}`,
    Name: group.name,
    State: 'ACTIVE' as const,
    CreationDate: new Date(group.createdAt),
    LastModificationDate: new Date(group.createdAt),
  }
}

import type {
  CreateScheduleCommandInput,
  CreateScheduleCommandOutput,
  DeleteScheduleCommandInput,
  GetScheduleCommandInput,
  GetScheduleCommandOutput,
  ListSchedulesCommandInput,
  ListSchedulesCommandOutput,
  UpdateScheduleCommandInput,
  UpdateScheduleCommandOutput,
} from '@aws-sdk/client-scheduler'
import { AwsError, type Call } from '../../wire/service.ts'
import { page, sortedBy } from '../page.ts'
import { arm } from './arm.ts'
import { parseExpression } from './expression.ts'
import { isTimeZone } from './local-time.ts'
import { type Schedule, schedules } from './state.ts'

type Answer<T> = Omit<T, '$metadata'>

export const badToken = () => new AwsError('ValidationException', 'Invalid NextToken.')

const keyOf = (schedule: Pick<Schedule, 'GroupName' | 'Name'>) => `${schedule.GroupName}/${schedule.Name}`

export function createSchedule(
  input: CreateScheduleCommandInput,
  call: Call,
): Answer<CreateScheduleCommandOutput> {
  const { world } = call
  const GroupName = groupNamed(call, input.GroupName)
  const state = world.slice(schedules)
  const key = `${GroupName}/${input.Name}`
  if (state.schedules.has(key)) {
    throw new AwsError('ConflictException', `Schedule ${input.Name} already exists.`)
  }
  const schedule = scheduleOf(input, call, GroupName, new Date(world.now))
  state.schedules.set(key, schedule)
  arm(world, schedule)
  return { ScheduleArn: schedule.Arn }
}

/** Replaces the whole schedule: what the request leaves out returns to its default, as AWS does. */
export function updateSchedule(
  input: UpdateScheduleCommandInput,
  call: Call,
): Answer<UpdateScheduleCommandOutput> {
  const { world } = call
  const before = scheduleNamed(call, input.GroupName, input.Name)
  const schedule = scheduleOf(input, call, before.GroupName, before.CreationDate)
  before.cancel?.()
  world.slice(schedules).schedules.set(`${schedule.GroupName}/${schedule.Name}`, schedule)
  arm(world, schedule)
  return { ScheduleArn: schedule.Arn }
}

export function deleteSchedule(input: DeleteScheduleCommandInput, call: Call): Record<string, never> {
  const schedule = scheduleNamed(call, input.GroupName, input.Name)
  schedule.cancel?.()
  call.world.slice(schedules).schedules.delete(`${schedule.GroupName}/${schedule.Name}`)
  return {}
}

export function getSchedule(input: GetScheduleCommandInput, call: Call): Answer<GetScheduleCommandOutput> {
  const { cancel: _cancel, ...shown } = scheduleNamed(call, input.GroupName, input.Name)
  return shown
}

export function listSchedules(
  input: ListSchedulesCommandInput,
  call: Call,
): Answer<ListSchedulesCommandOutput> {
  const group = input.GroupName === undefined ? undefined : groupNamed(call, input.GroupName)
  const kept = sortedBy(call.world.slice(schedules).schedules.values(), keyOf).filter(
    (schedule) =>
      (group === undefined || schedule.GroupName === group) &&
      schedule.Name.startsWith(input.NamePrefix ?? '') &&
      (input.State === undefined || schedule.State === input.State),
  )
  const { items, nextToken } = page(kept, keyOf, input.MaxResults ?? 100, input.NextToken, badToken)
  return {
    Schedules: items.map(({ Arn, Name, GroupName, State, CreationDate, LastModificationDate, Target }) => ({
      Arn,
      Name,
      GroupName,
      State,
      CreationDate,
      LastModificationDate,
      Target: { Arn: Target?.Arn },
    })),
    NextToken: nextToken,
  }
}

function groupNamed(call: Call, name = 'default'): string {
  if (call.world.slice(schedules).groups.has(name)) return name
  throw new AwsError('ResourceNotFoundException', `Schedule group ${name} does not exist.`)
}

function scheduleNamed(call: Call, group: string | undefined, name = ''): Schedule {
  const key = `${groupNamed(call, group)}/${name}`
  const schedule = call.world.slice(schedules).schedules.get(key)
  if (schedule) return schedule
  throw new AwsError('ResourceNotFoundException', `Schedule ${name} does not exist.`)
}

function scheduleOf(
  input: CreateScheduleCommandInput,
  { world }: Call,
  GroupName: string,
  CreationDate: Date,
): Schedule {
  const { ClientToken: _token, ...asked } = input
  const timeZone = input.ScheduleExpressionTimezone ?? 'UTC'
  if (!parseExpression(input.ScheduleExpression ?? '')) {
    const message = `Invalid Schedule Expression ${input.ScheduleExpression}.`
    throw new AwsError('ValidationException', message)
  }
  if (!isTimeZone(timeZone)) {
    throw new AwsError('ValidationException', `Invalid ScheduleExpressionTimezone ${timeZone}.`)
  }
  if (input.StartDate && input.EndDate && input.StartDate >= input.EndDate) {
    throw new AwsError('ValidationException', 'The StartDate must come before the EndDate.')
  }
  const Name = input.Name ?? ''
  return {
    ...asked,
    Arn: `arn:aws:scheduler:${world.region}:${world.account}:schedule/${GroupName}/${Name}`,
    Name,
    GroupName,
    State: input.State ?? 'ENABLED',
    ScheduleExpressionTimezone: timeZone,
    ActionAfterCompletion: input.ActionAfterCompletion ?? 'NONE',
    CreationDate,
    LastModificationDate: new Date(world.now),
  }
}

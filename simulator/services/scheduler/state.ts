import type { GetScheduleCommandOutput } from '@aws-sdk/client-scheduler'
import type { Slice } from '../../world.ts'

/** A schedule as GetSchedule shows it, with the cancelling of its next run. */
export type Schedule = Omit<GetScheduleCommandOutput, '$metadata'> & {
  Name: string
  GroupName: string
  CreationDate: Date
  cancel?: () => void
}

export type ScheduleGroup = { name: string; createdAt: number }

/** Schedules by `group/name`. Each account is born with the group `default`. */
export const schedules: Slice<{ groups: Map<string, ScheduleGroup>; schedules: Map<string, Schedule> }> = {
  name: 'scheduler',
  make: (world) => ({
    groups: new Map([['default', { name: 'default', createdAt: world.now }]]),
    schedules: new Map(),
  }),
}

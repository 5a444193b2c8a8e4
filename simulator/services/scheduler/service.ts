import * as sdk from '@aws-sdk/client-scheduler'
import type { Service } from '../../wire/service.ts'
import { getScheduleGroup, listScheduleGroups } from './groups.ts'
import { createSchedule, deleteSchedule, getSchedule, listSchedules, updateSchedule } from './schedules.ts'

export const service: Service = {
  name: 'scheduler',
  sdk,
  signingName: 'scheduler',
  handlers: {
    CreateSchedule: createSchedule,
    DeleteSchedule: deleteSchedule,
    GetSchedule: getSchedule,
    GetScheduleGroup: getScheduleGroup,
    ListScheduleGroups: listScheduleGroups,
    ListSchedules: listSchedules,
    UpdateSchedule: updateSchedule,
  },
}

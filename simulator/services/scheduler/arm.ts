import type { World } from '../../world.ts'
import { nextRun, parseExpression } from './expression.ts'
import { runEcsTarget } from './run-ecs-target.ts'
import { type Schedule, schedules } from './state.ts'

/**
 * Puts the next run of a schedule into the world's queue, in place of the one that was there. Flexible time windows
 * run at their start. A schedule that is completed and asks for it is deleted, as AWS does.
 */
export function arm(world: World, schedule: Schedule): void {
  schedule.cancel?.()
  schedule.cancel = undefined
  const expression = parseExpression(schedule.ScheduleExpression ?? '')
  if (!expression || schedule.State === 'DISABLED') return
  const since = (schedule.StartDate ?? schedule.CreationDate).getTime()
  // A start date itself is not passed over: look from just before it.
  const from = Math.max(world.now, (schedule.StartDate?.getTime() ?? 0) - 1)
  const at = nextRun(expression, from, since, schedule.ScheduleExpressionTimezone)
  if (at === undefined || (schedule.EndDate && at >= schedule.EndDate.getTime()))
    return complete(world, schedule)
  schedule.cancel = world.at(at, () => {
    run(world, schedule)
    arm(world, schedule)
  })
}

function run(world: World, schedule: Schedule): void {
  const { Target: target } = schedule
  if (!target?.EcsParameters || !target.Arn) return
  void runEcsTarget(world, {
    clusterArn: target.Arn,
    parameters: target.EcsParameters,
    input: target.Input,
    startedBy: `chronos-schedule/${schedule.Name}`,
  })
}

function complete(world: World, schedule: Schedule): void {
  if (schedule.ActionAfterCompletion !== 'DELETE') return
  world.slice(schedules).schedules.delete(`${schedule.GroupName}/${schedule.Name}`)
}

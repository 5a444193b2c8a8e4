import type { World } from '../../world.ts'
import { nextRun, parseExpression } from '../scheduler/expression.ts'
import { runEcsTarget } from '../scheduler/run-ecs-target.ts'
import type { RuleRecord } from './state.ts'

/** Puts the next run of a rule's schedule into the world's queue, in place of the one that was there. Times are UTC. */
export function arm(world: World, record: RuleRecord): void {
  record.cancel?.()
  record.cancel = undefined
  const { rule } = record
  const expression = parseExpression(rule.ScheduleExpression ?? '')
  if (!expression || rule.State === 'DISABLED') return
  const at = nextRun(expression, world.now, record.createdAt)
  if (at === undefined) return
  record.cancel = world.at(at, () => {
    run(world, record)
    arm(world, record)
  })
}

function run(world: World, { rule, targets }: RuleRecord): void {
  for (const target of targets.values()) {
    if (!target.EcsParameters || !target.Arn) continue
    void runEcsTarget(world, {
      clusterArn: target.Arn,
      parameters: target.EcsParameters,
      input: target.Input,
      startedBy: `events-rule/${rule.Name}`,
    })
  }
}

import type { World } from '../../../world.ts'
import { scatterFraction } from '../scatter.ts'
import type { TaskRecord } from '../state.ts'

const STEPS = ['provision', 'pull', 'activate', 'stop', 'deprovision'] as const

/** Milliseconds between `min` and `max`, fixed by the seed, the task and the step of its life. */
export function jitter(
  world: World,
  record: TaskRecord,
  what: (typeof STEPS)[number],
  min: number,
  max: number,
): number {
  return Math.round(min + scatterFraction(world.seed, record.seq, 16 + STEPS.indexOf(what)) * (max - min))
}

/** Does `next` after `ms` and counts a new version of the task. */
export function step(world: World, record: TaskRecord, ms: number, next: () => void): void {
  record.cancelStep?.()
  record.cancelStep = world.after(ms, () => {
    record.cancelStep = undefined
    record.task.version = (record.task.version ?? 0) + 1
    next()
  })
}

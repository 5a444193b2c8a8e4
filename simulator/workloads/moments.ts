import type { Run } from '../image.ts'
import { fraction } from '../random.ts'

const minuteMs = 60_000

/**
 * When something happened in a container between two times (epoch ms, end exclusive), in order, about
 * `perMinute(minute)` times a minute. Each minute is drawn by itself, so any two windows that overlap agree.
 */
export function moments(
  run: Run,
  purpose: string,
  from: number,
  to: number,
  perMinute: (minute: number) => number,
): number[] {
  const start = Math.max(from, run.startedAt)
  const out: number[] = []
  for (let minute = start - (start % minuteMs); minute < to; minute += minuteMs) {
    const key = [run.taskId, run.containerName, purpose, minute] as const
    const count = Math.floor(perMinute(minute) + fraction(run.seed, ...key))
    for (let i = 0; i < count; i++) {
      const at = minute + Math.floor(((i + fraction(run.seed, ...key, i)) / count) * minuteMs)
      if (at >= start && at < to) out.push(at)
    }
  }
  return out
}

/** One of `choices`, by the moment. */
export function pick<T>(run: Run, at: number, purpose: string, choices: readonly [T, ...T[]]): T {
  const index = Math.floor(fraction(run.seed, run.taskId, purpose, at) * choices.length)
  return choices[index] ?? choices[0]
}

/** A number in [0, 1), by the moment. */
export function chance(run: Run, at: number, purpose: string): number {
  return fraction(run.seed, run.taskId, purpose, at)
}

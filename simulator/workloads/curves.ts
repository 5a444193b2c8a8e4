import type { Run } from '../image.ts'
import { fraction } from '../random.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** How busy people are, 0.1 … 1: quiet at four in the morning UTC, busiest at four in the afternoon, less on a weekend. */
export function dayCurve(minute: number): number {
  const day = Math.floor(minute / dayMs)
  const hour = Math.floor((minute - day * dayMs) / minuteMs) / 60
  // The epoch began on a Thursday: the third and the fourth day after are a weekend.
  const weekend = day % 7 === 2 || day % 7 === 3
  const wave = 0.5 - 0.5 * Math.cos(((hour - 4) / 24) * 2 * Math.PI)
  return (0.15 + 0.85 * wave) * (weekend ? 0.7 : 1)
}

/** The heights between which a wander last was. */
type Hill = { seed: number; name: string; step: number; a: number; b: number }

/** By period: curves are asked minute after minute, and most of the time would be spent in hashing the same heights. */
const hills = new Map<number, Hill>()

function hillAt(seed: number, name: string, step: number, periodMs: number): Hill {
  const last = hills.get(periodMs)
  const same = last?.name === name && last.seed === seed
  if (same && last.step === step) return last
  const a = same && last.step === step - 1 ? last.b : fraction(seed, name, step)
  const hill = { seed, name, step, a, b: fraction(seed, name, step + 1) }
  hills.set(periodMs, hill)
  return hill
}

/** A slow wander in [-1, 1] with its own hills every `periodMs`; neighbouring minutes are near each other. */
export function wander(seed: number, name: string, at: number, periodMs = 12 * minuteMs): number {
  const step = Math.floor(at / periodMs)
  const t = at / periodMs - step
  const smooth = t * t * (3 - 2 * t)
  const { a, b } = hillAt(seed, name, step, periodMs)
  return (a + (b - a) * smooth) * 2 - 1
}

/** CPU of a server that people use: follows the day, warms up in its first two minutes. */
export function requestDriven(low: number, high: number): (run: Run, minute: number) => number {
  return (run, minute) => {
    const level = low + (high - low) * dayCurve(minute)
    const noise =
      1 + 0.12 * wander(run.seed, run.taskId, minute) + 0.05 * wander(run.seed, run.taskId, minute, 60_000)
    const warmUp = minute - run.startedAt < 120_000 ? 1.35 : 1
    return clamp(level * noise * warmUp)
  }
}

/** CPU or memory of something that hardly moves. */
export function steady(level: number, swing = 0.05): (run: Run, minute: number) => number {
  return (run, minute) =>
    clamp(level * (1 + swing * wander(run.seed, run.taskId + run.containerName, minute)))
}

/** Memory of a server that fills its caches over six hours and then stays. */
export function settling(start: number, end: number): (run: Run, minute: number) => number {
  return (run, minute) => {
    const age = Math.max(minute - run.startedAt, 0)
    const grown = 1 - Math.exp(-age / (2 * hourMs))
    return clamp(start + (end - start) * grown + 0.01 * wander(run.seed, run.taskId, minute))
  }
}

/** Memory that only ever grows: from `start` to all of it within `lifeMs`. */
export function leaking(start: number, lifeMs: number): (run: Run, minute: number) => number {
  return (run, minute) => clamp(start + ((1 - start) * Math.max(minute - run.startedAt, 0)) / lifeMs)
}

const clamp = (value: number) => Math.min(Math.max(value, 0), 1)

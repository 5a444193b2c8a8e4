import { bridge, singleton } from './bridge'

/** What nobody asked for so long (ms) is forgotten: a fact of a task that is gone, the verdicts on a cluster. */
export const forgottenMs = 20 * 60_000
const cleanEachMs = 60_000

type Kept = Map<string, { value: unknown; usedAt: number }>

/** The process's value of a name, made by the first who asks, and again by the next after nobody did for `forgottenMs`. */
export function keptWhileUsed<T>(name: string, make: () => T): T {
  const all = kept()
  const known = all.get(name) ?? { value: make(), usedAt: 0 }
  known.usedAt = performance.now()
  all.set(name, known)
  return known.value as T
}

function clean(all: Kept): void {
  const before = performance.now() - forgottenMs
  for (const [name, { usedAt }] of all) if (usedAt < before) all.delete(name)
}

function kept(): Kept {
  return singleton('api.keeper', () => {
    const made: Kept = new Map()
    const timer = setInterval(clean, cleanEachMs, made).unref()
    bridge().closers.add(() => clearInterval(timer))
    return made
  })
}

import 'server-only'
import { LRUCache } from 'lru-cache'
import type { Snapshot, Snapshots } from '@/lib/api/snapshot'
import { noteReplayed } from './live'

type Kept = { scope: string; snapshot: Snapshot }

/** What may not be given again any more is forgotten this often (ms). */
const purgeMs = 5_000

/** Keeps answers for replay, at most about 64 MB of text; the least used go first. */
export function createSnapshots(closers: Set<() => void>): Snapshots {
  const kept = new LRUCache<string, Kept>({
    max: 5_000,
    maxSize: 32 * 1024 * 1024,
    // A JavaScript string takes up to two bytes a character.
    sizeCalculation: ({ snapshot }) => snapshot.rest.length + 256,
  })
  const timer = setInterval(() => kept.purgeStale(), purgeMs).unref()
  closers.add(() => clearInterval(timer))
  const generations = new Map<string, number>()
  const generation = (scope: string) => generations.get(scope) ?? 0
  return {
    get: (identityClass, target) => {
      noteReplayed(identityClass, target)
      return kept.get(keyOf(identityClass, target))?.snapshot
    },
    put: (identityClass, target, scope, made, snapshot) => {
      if (made !== generation(scope)) return
      const ttl = Math.max(1, Math.ceil(snapshot.freshUntil - performance.now()))
      kept.set(keyOf(identityClass, target), { scope, snapshot }, { ttl })
    },
    forget: (identityClass, target) => void kept.delete(keyOf(identityClass, target)),
    generation,
    drop: (scope) => {
      generations.set(scope, generation(scope) + 1)
      for (const [key, entry] of kept.entries()) if (entry.scope === scope) kept.delete(key)
    },
  }
}

function keyOf(identityClass: string, target: string): string {
  return `${identityClass} ${target}`
}

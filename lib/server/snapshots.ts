import 'server-only'
import { LRUCache } from 'lru-cache'
import type { Snapshot, Snapshots } from '@/lib/api/snapshot'
import { noteReplayed } from './live'

type Kept = { scope: string; snapshot: Snapshot }

/**
 * Keeps answers for replay, and for a page to begin with when they are old; at most about 16 MB, the least used go
 * first.
 */
export function createSnapshots(): Snapshots {
  const kept = new LRUCache<string, Kept>({
    max: 5_000,
    maxSize: 16 * 1024 * 1024,
    sizeCalculation: ({ snapshot }) => snapshot.rest.length + 256,
  })
  const generations = new Map<string, number>()
  const generation = (scope: string) => generations.get(scope) ?? 0
  return {
    get: (identityClass, target) => {
      noteReplayed(identityClass, target)
      return kept.get(keyOf(identityClass, target))?.snapshot
    },
    put: (identityClass, target, scope, made, snapshot) => {
      if (made === generation(scope)) kept.set(keyOf(identityClass, target), { scope, snapshot })
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

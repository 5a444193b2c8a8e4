import 'server-only'
import { bridge, singleton } from '@/lib/api/bridge'
import { forgottenMs } from '@/lib/api/keeper'
import type { Scope } from '@/lib/api/segments'
import { type Cell, emptyCell } from './cell'
import { connectionOf } from './connection'

/** Facts of one kind by key, e.g. the services of a cluster by name. */
export type Shelf = { cells: Map<string, Cell>; usedAt: number }

const cleanEachMs = 60_000

type Store = Map<number, Map<string, Shelf>>

/** The shelf of a connection for a path such as `ecs/shop-prod/service`. */
export function shelfOf(scope: Scope, path: string): Shelf {
  const { id } = connectionOf(scope)
  const all = store()
  const shelves = all.get(id) ?? new Map<string, Shelf>()
  all.set(id, shelves)
  const shelf = shelves.get(path) ?? { cells: new Map<string, Cell>(), usedAt: 0 }
  shelves.set(path, shelf)
  shelf.usedAt = performance.now()
  return shelf
}

/** The cell of a key, made when it is first asked for. */
export function cellOn({ cells, usedAt }: Shelf, key: string): Cell {
  const known = cells.get(key)
  if (known !== undefined) {
    known.usedAt = usedAt
    return known
  }
  const made = emptyCell(usedAt)
  cells.set(key, made)
  return made
}

/** Makes every fact under a path be read anew, e.g. `ecs/shop-prod/` after a write; the last good values stay at hand. */
export function drop(scope: Scope, prefix: string): void {
  for (const [path, { cells }] of store().get(connectionOf(scope).id) ?? []) {
    for (const [key, { good, usedAt }] of cells) {
      if (!(path === '' ? key : `${path}/${key}`).startsWith(prefix)) continue
      // A new cell: a call that set out before the write must not fill it.
      const kept = emptyCell(usedAt)
      if (good !== undefined) kept.good = { ...good, readAt: -Infinity, turn: 0 }
      cells.set(key, kept)
    }
  }
}

function clean(all: Store): void {
  const before = performance.now() - forgottenMs
  for (const shelves of all.values())
    for (const [path, { cells }] of shelves) {
      for (const [key, { usedAt }] of cells) if (usedAt < before) cells.delete(key)
      if (cells.size === 0) shelves.delete(path)
    }
}

function store(): Store {
  return singleton('aws.store', () => {
    const made: Store = new Map()
    const timer = setInterval(clean, cleanEachMs, made).unref()
    bridge().closers.add(() => clearInterval(timer))
    return made
  })
}

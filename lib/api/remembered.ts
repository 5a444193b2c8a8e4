/** Results by key, each with what it was made from. */
export type Memory<T> = Map<string, { inputs: readonly unknown[]; result: T }>

/**
 * The last result of a key when all it was made from is still the very same, else a new one. For pure functions over
 * facts that keep their identity while they do not change.
 */
export function remembered<T>(memory: Memory<T>, key: string, inputs: readonly unknown[], make: () => T): T {
  const before = memory.get(key)
  if (before !== undefined && isSame(before.inputs, inputs)) return before.result
  const result = make()
  memory.set(key, { inputs, result })
  return result
}

/** Forgets the results of keys that are no more. */
export function keepOnly<T>(memory: Memory<T>, isThere: (key: string) => boolean): void {
  for (const key of memory.keys()) if (!isThere(key)) memory.delete(key)
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((each, index) => Object.is(each, b[index]))
}

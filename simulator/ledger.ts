/** Counts each request that a world received, retries and faulted ones too, as `service.Operation`. */
export class Ledger {
  #calls = new Map<string, number>()

  count(call: string): void {
    this.#calls.set(call, (this.#calls.get(call) ?? 0) + 1)
  }

  /** `{"ecs.DescribeServices": 12, …}`, by name. */
  calls(): Record<string, number> {
    return Object.fromEntries([...this.#calls].sort(([a], [b]) => (a < b ? -1 : 1)))
  }

  clear(): void {
    this.#calls.clear()
  }
}

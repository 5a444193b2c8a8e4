import 'server-only'

/** Lets so many calls run at once; the rest wait their turn in order. */
export type Limiter = <T>(run: () => Promise<T>) => Promise<T>

/** Makes a limiter; `most` is how many run at once. */
export function limiter(most: number): Limiter {
  let running = 0
  const waiting: (() => void)[] = []
  return async (run) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await run()
    } finally {
      // The place is handed on, so that a newcomer cannot slip in before the one who waits.
      const next = waiting.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}

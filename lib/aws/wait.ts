import 'server-only'
import type { Cell } from './cell'

/**
 * Waits till the calls under way for some cells have ended, or till `end` (monotonic ms). It leaves nothing behind at a
 * call that goes on: thousands of facts may wait for their turn for minutes, and be asked for again and again.
 */
export function ended(cells: readonly Cell[], end: number): Promise<void> {
  return new Promise((resolve) => {
    let left = 0
    let timer: NodeJS.Timeout | undefined
    const finish = () => {
      clearTimeout(timer)
      for (const cell of cells) cell.waiting?.delete(onEnd)
      resolve()
    }
    const onEnd = () => {
      left -= 1
      if (left === 0) finish()
    }
    for (const cell of cells) {
      if (cell.flight === undefined) continue
      left += 1
      cell.waiting ??= new Set()
      cell.waiting.add(onEnd)
    }
    if (left === 0) resolve()
    else if (end < Infinity) timer = setTimeout(finish, Math.max(0, end - performance.now()))
  })
}

'use client'

import { startTransition, useEffect, useState } from 'react'

/**
 * A value once the frame that shows it was painted: what follows from it can wait, the key that changed it cannot. A
 * deferred value would not do: React may begin with what follows before the browser has painted.
 */
export function useAfterPaint<T>(value: T): T {
  const [painted, setPainted] = useState(value)
  useEffect(() => {
    if (Object.is(value, painted)) return undefined
    let task: ReturnType<typeof setTimeout> | undefined
    // The frame's callbacks run before it is painted, a task of theirs after it.
    const frame = requestAnimationFrame(() => {
      task = setTimeout(() => startTransition(() => setPainted(value)))
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(task)
    }
  }, [value, painted])
  return painted
}

'use client'

import { useEffect, useState } from 'react'

/** A value once it has not changed for `afterMs`: so that a word is asked for, not each letter of it. */
export function useSettled(value: string, afterMs: number): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), afterMs)
    return () => clearTimeout(timer)
  }, [value, afterMs])
  return settled
}

'use client'

import { useEffect, useState, type RefObject } from 'react'

/** True while the pointer or the focus is in the box. */
export function useHeld(box: RefObject<HTMLElement | null>): boolean {
  const [held, setHeld] = useState(false)
  useEffect(() => {
    const element = box.current
    if (element === null) return undefined
    let inside = false
    const settle = () => setHeld(inside || element.contains(document.activeElement))
    const enter = () => {
      inside = true
      settle()
    }
    const leave = () => {
      inside = false
      settle()
    }
    // While `focusout` runs, the focus is on its way: what is focused next is known a moment later.
    const blur = () => queueMicrotask(settle)
    element.addEventListener('pointerenter', enter)
    element.addEventListener('pointerleave', leave)
    element.addEventListener('focusin', settle)
    element.addEventListener('focusout', blur)
    return () => {
      element.removeEventListener('pointerenter', enter)
      element.removeEventListener('pointerleave', leave)
      element.removeEventListener('focusin', settle)
      element.removeEventListener('focusout', blur)
    }
  }, [box])
  return held
}

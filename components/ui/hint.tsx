'use client'

import { useEffect, useId, useRef, useState, type ReactNode, type SyntheticEvent } from 'react'
import { place } from './place'

type HintHandlers = {
  'aria-describedby': string | undefined
  onPointerEnter: (event: SyntheticEvent<HTMLElement>) => void
  onPointerLeave: () => void
  onFocus: (event: SyntheticEvent<HTMLElement>) => void
  onBlur: () => void
}

type HintProps = {
  content: ReactNode
  /** Renders the focusable anchor with what makes it open the hint. */
  children: (handlers: HintHandlers) => ReactNode
}

const openAfterMs = 120
const closeAfterMs = 140

/**
 * Text that opens on hover or focus, in the browser's top layer. It can be hovered itself, and Escape closes it
 * (WCAG 1.4.13). It exists in the page only while open, so a thousand of them cost nothing.
 */
export function Hint({ content, children }: HintProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [wish, setWish] = useState<{ anchor: HTMLElement | null; ms: number } | null>(null)
  const id = useId()
  const popup = useRef<HTMLDivElement | null>(null)

  useEffect(() => {
    if (wish === null) return undefined
    const timer = setTimeout(() => setAnchor(wish.anchor), wish.ms)
    return () => clearTimeout(timer)
  }, [wish])

  useEffect(() => {
    if (anchor === null || popup.current === null) return undefined
    popup.current.showPopover()
    place(popup.current, anchor)
    const close = (event: Event) => {
      if (event instanceof KeyboardEvent && event.key !== 'Escape') return
      setAnchor(null)
    }
    document.addEventListener('keydown', close)
    window.addEventListener('scroll', close, { capture: true, passive: true })
    window.addEventListener('resize', close)
    return () => {
      document.removeEventListener('keydown', close)
      window.removeEventListener('scroll', close, { capture: true })
      window.removeEventListener('resize', close)
    }
  }, [anchor])

  return (
    <>
      {children({
        'aria-describedby': anchor === null ? undefined : id,
        onPointerEnter: (event) => setWish({ anchor: event.currentTarget, ms: openAfterMs }),
        onPointerLeave: () => setWish({ anchor: null, ms: closeAfterMs }),
        onFocus: (event) => setWish({ anchor: event.currentTarget, ms: 0 }),
        onBlur: () => setWish({ anchor: null, ms: 0 }),
      })}
      {anchor !== null && (
        <div
          ref={popup}
          id={id}
          role="tooltip"
          popover="manual"
          onPointerEnter={() => setWish(null)}
          onPointerLeave={() => setWish({ anchor: null, ms: closeAfterMs })}
          className="fixed inset-auto m-0 max-w-[min(26rem,calc(100vw-16px))] rounded border border-line bg-panel p-3 text-left font-normal whitespace-normal shadow-float"
        >
          {content}
        </div>
      )}
    </>
  )
}

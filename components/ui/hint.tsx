'use client'

import { useCallback, useEffect, useId, useRef, useState, type ReactNode, type RefCallback } from 'react'
import { place } from './place'

type HintHandlers = {
  ref: RefCallback<HTMLElement>
  'aria-describedby': string | undefined
  onPointerEnter: () => void
  onPointerLeave: () => void
  onFocus: () => void
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
  const [open, setOpen] = useState(false)
  const id = useId()
  const anchor = useRef<HTMLElement | null>(null)
  const popup = useRef<HTMLDivElement | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const later = (next: boolean, ms: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setOpen(next), ms)
  }
  const setAnchor = useCallback((element: HTMLElement | null) => {
    anchor.current = element
  }, [])
  useEffect(() => () => clearTimeout(timer.current), [])

  useEffect(() => {
    if (!open || popup.current === null || anchor.current === null) return
    popup.current.showPopover()
    place(popup.current, anchor.current)
    const close = (event: Event) => {
      if (event instanceof KeyboardEvent && event.key !== 'Escape') return
      setOpen(false)
    }
    document.addEventListener('keydown', close)
    window.addEventListener('scroll', close, { capture: true, passive: true })
    window.addEventListener('resize', close)
    return () => {
      document.removeEventListener('keydown', close)
      window.removeEventListener('scroll', close, { capture: true })
      window.removeEventListener('resize', close)
    }
  }, [open])

  return (
    <>
      {children({
        ref: setAnchor,
        'aria-describedby': open ? id : undefined,
        onPointerEnter: () => later(true, openAfterMs),
        onPointerLeave: () => later(false, closeAfterMs),
        onFocus: () => later(true, 0),
        onBlur: () => later(false, 0),
      })}
      {open && (
        <div
          ref={popup}
          id={id}
          role="tooltip"
          popover="manual"
          onPointerEnter={() => clearTimeout(timer.current)}
          onPointerLeave={() => later(false, closeAfterMs)}
          className="fixed inset-auto m-0 max-w-[min(26rem,calc(100vw-16px))] rounded border border-line bg-panel p-3 text-left font-normal whitespace-normal shadow-float"
        >
          {content}
        </div>
      )}
    </>
  )
}

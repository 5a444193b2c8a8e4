'use client'

import { useEffect, useState, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import { rowHeight } from './column'

/** Rows drawn beyond the window on either side, so that a little scrolling shows no gap. */
const beyond = 12
/** The drawn rows change in steps of so many: few, so that no frame has to draw many new ones. */
const step = 2
/** A reader who scrolls looks at nothing in particular; after this (ms) they have come to rest. */
const restMs = 300

/** What a screen shows before it was measured. */
export const screenful = 40

/** From the first row on, up to the last one and without it. */
export type RowWindow = { from: number; to: number }

const equal = (a: RowWindow, b: RowWindow) => a.from === b.from && a.to === b.to

/** The rows that are to be drawn for a scroll position (px) in a window of some height (px). */
export function windowAt(scrollTop: number, height: number): RowWindow {
  const from = Math.floor((scrollTop / rowHeight - beyond) / step) * step
  const to = Math.ceil(((scrollTop + height) / rowHeight + beyond) / step) * step
  return { from: Math.max(0, from), to }
}

/** The same window where there are only `count` rows: a list that became shorter is scrolled back by the browser. */
export function windowWithin({ from, to }: RowWindow, count: number): RowWindow {
  const end = Math.min(to, count)
  return { from: Math.max(0, Math.min(from, end - (to - from))), to: end }
}

/** Which rows of a scrolled box are to be drawn. Every row is `rowHeight` high. */
export function useRowWindow(box: RefObject<HTMLElement | null>, count: number): RowWindow {
  const [drawn, setDrawn] = useState<RowWindow>({ from: 0, to: screenful })
  // No layout effect: those of what is inside the box run before the box is known.
  useEffect(() => {
    const element = box.current
    if (element === null) return undefined
    const look = () => {
      const next = windowAt(element.scrollTop, element.clientHeight)
      setDrawn((now) => (equal(now, next) ? now : next))
    }
    // Drawn before the frame that shows the new place, or a far jump would show nothing.
    const onScroll = () => flushSync(look)
    look()
    const resized = new ResizeObserver(look)
    resized.observe(element)
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      resized.disconnect()
      element.removeEventListener('scroll', onScroll)
    }
  }, [box])
  return windowWithin(drawn, count)
}

/** Tells which rows are in view once the reader has come to rest there. */
export function useRest<Row>(
  box: RefObject<HTMLElement | null>,
  rows: readonly Row[],
  onInView: ((rows: readonly Row[]) => void) | undefined,
): void {
  useEffect(() => {
    const element = box.current
    if (element === null || onInView === undefined) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const tell = () => {
      const first = Math.floor(element.scrollTop / rowHeight)
      const last = Math.floor((element.scrollTop + element.clientHeight) / rowHeight)
      onInView(rows.slice(first, last + 1))
    }
    const rest = () => {
      clearTimeout(timer)
      timer = setTimeout(tell, restMs)
    }
    rest()
    element.addEventListener('scroll', rest, { passive: true })
    return () => {
      clearTimeout(timer)
      element.removeEventListener('scroll', rest)
    }
  }, [box, rows, onInView])
}

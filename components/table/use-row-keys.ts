'use client'

import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { isTyping } from './typing'

/** The focusable name of a row: the first link or button in it. */
function focusRow(box: HTMLElement, id: string): boolean {
  const row = box.querySelector(`tr[data-row="${CSS.escape(id)}"]`)
  const target = row?.querySelector<HTMLElement>('a[href], button')
  target?.focus({ preventScroll: true })
  return target !== null && target !== undefined
}

function rowOf(element: Element | null): string | undefined {
  return element?.closest<HTMLElement>('tr[data-row]')?.dataset.row
}

type RowKeys = {
  box: RefObject<HTMLElement | null>
  ids: readonly string[]
  scrollTo: (index: number) => void
}

/**
 * ↑ ↓ Home End move between rows, from anywhere that is not a field; Enter is the link's own. Answers with the index of
 * the row that holds the focus, so that the virtual list keeps it in the page when it scrolls away.
 */
export function useRowKeys({ box, ids, scrollTo }: RowKeys): number {
  const [focused, setFocused] = useState<string | null>(null)
  const wanted = useRef<string | null>(null)

  useLayoutEffect(() => {
    if (wanted.current === null || box.current === null) return
    if (focusRow(box.current, wanted.current)) wanted.current = null
  })

  const onKey = useCallback(
    (event: KeyboardEvent) => {
      const move = moves[event.key]
      if (move === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
      if (
        event.defaultPrevented ||
        isTyping(event.target) ||
        document.querySelector('dialog[open], [role=menu]')
      )
        return
      const inside = box.current?.contains(document.activeElement) === true
      const edge = event.key === 'Home' || event.key === 'End'
      // Elsewhere on the page Home, End and the arrows scroll; only an unfocused page hands the arrows to its table.
      if (!inside && (edge || document.activeElement !== document.body)) return
      const from = rowOf(document.activeElement)
      const at = from === undefined ? -1 : ids.indexOf(from)
      const index = Math.min(Math.max(0, move(at, ids.length)), ids.length - 1)
      const id = ids[index]
      if (id === undefined) return
      event.preventDefault()
      wanted.current = id
      scrollTo(index)
      setFocused(id)
      if (box.current !== null && focusRow(box.current, id)) wanted.current = null
    },
    [box, ids, scrollTo],
  )

  useEffect(() => {
    const element = box.current
    const onFocus = () => setFocused(rowOf(document.activeElement) ?? null)
    document.addEventListener('keydown', onKey)
    element?.addEventListener('focusin', onFocus)
    return () => {
      document.removeEventListener('keydown', onKey)
      element?.removeEventListener('focusin', onFocus)
    }
  }, [box, onKey])

  return focused === null ? -1 : ids.indexOf(focused)
}

const moves: Record<string, (at: number, length: number) => number> = {
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => (at < 0 ? 0 : at - 1),
  Home: () => 0,
  End: (_, length) => length - 1,
}

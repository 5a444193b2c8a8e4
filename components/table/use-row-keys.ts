'use client'

import { useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react'
import { rowHeight } from './column'
import { isTyping } from './typing'

type RowKeys<Row> = {
  box: RefObject<HTMLElement | null>
  rows: readonly Row[]
  rowId: (row: Row) => string
}

const moves: Record<string, (at: number, length: number) => number> = {
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => (at < 0 ? 0 : at - 1),
  Home: () => 0,
  End: (_, length) => length - 1,
}

/**
 * ↑ ↓ Home End move between rows; Enter is the link's own. Answers with the index of the row that holds the focus, so
 * that the virtual list keeps it in the page when it scrolls away.
 */
export function useRowKeys<Row>({ box, rows, rowId }: RowKeys<Row>): number {
  const [focused, setFocused] = useState<string | null>(null)
  // A row that has to be scrolled into the page before it can take the focus.
  const wanted = useRef<string | null>(null)

  useLayoutEffect(() => {
    if (wanted.current !== null && focusRow(box.current, wanted.current)) wanted.current = null
  })

  useEffect(() => {
    const element = box.current
    const indexOf = (id: string) => rows.findIndex((row) => rowId(row) === id)
    const onKey = (event: KeyboardEvent) => {
      const move = moves[event.key]
      if (move === undefined || !isOurs(event, element)) return
      const from = rowOf(document.activeElement)
      const at = from === undefined ? -1 : indexOf(from)
      const index = Math.min(Math.max(0, move(at, rows.length)), rows.length - 1)
      const row = rows[index]
      if (row === undefined) return
      const id = rowId(row)
      event.preventDefault()
      setFocused(id)
      if (focusRow(element, id)) return
      wanted.current = id
      // A virtual row that is not in the page yet: it comes in as the list scrolls there.
      if (element !== null) element.scrollTop = index * rowHeight - element.clientHeight / 2
    }
    const onFocus = () => setFocused(rowOf(document.activeElement) ?? null)
    document.addEventListener('keydown', onKey)
    element?.addEventListener('focusin', onFocus)
    return () => {
      document.removeEventListener('keydown', onKey)
      element?.removeEventListener('focusin', onFocus)
    }
  }, [box, rows, rowId])

  return useMemo(
    () => (focused === null ? -1 : rows.findIndex((row) => rowId(row) === focused)),
    [focused, rows, rowId],
  )
}

/** Elsewhere on the page these keys scroll; only a page without focus hands its arrows to the table. */
function isOurs(event: KeyboardEvent, element: HTMLElement | null): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false
  if (document.querySelector('dialog[open], [role=menu]:popover-open') !== null) return false
  // From the filter one goes down into what it found.
  if (event.key === 'ArrowDown' && isFilter(event.target)) return true
  if (isTyping(event.target)) return false
  if (element?.contains(document.activeElement) === true) return true
  return document.activeElement === document.body && event.key.startsWith('Arrow')
}

const isFilter = (target: EventTarget | null) => target instanceof Element && target.matches('[data-filter]')

/** Focuses the row's name: the first link or button in it. */
function focusRow(element: HTMLElement | null, id: string): boolean {
  const row = element?.querySelector(`tr[data-row="${CSS.escape(id)}"]`)
  const target = row?.querySelector<HTMLElement>('a[href], button')
  target?.focus()
  return target !== null && target !== undefined
}

function rowOf(element: Element | null): string | undefined {
  return element?.closest<HTMLElement>('tr[data-row]')?.dataset['row']
}

'use client'
'use no memo'

import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import { useCallback, useEffect, type RefObject } from 'react'
import { rowHeight, type Column } from './column'
import { TableRow } from './table-row'

/** A reader who scrolls looks at nothing in particular; after this (ms) they have come to rest. */
const restMs = 300

type VirtualRowsProps<Row> = {
  box: RefObject<HTMLElement | null>
  rows: readonly Row[]
  ids: readonly string[]
  columns: readonly Column<Row>[]
  /** The row that holds the focus, or -1: it stays in the page when it scrolls away. */
  focused: number
  onInView?: ((rows: readonly Row[]) => void) | undefined
}

/** The rows of a long list: only those near the window are in the page. */
export default function VirtualRows<Row>({
  box,
  rows,
  ids,
  columns,
  focused,
  onInView,
}: VirtualRowsProps<Row>) {
  const rangeExtractor = useCallback(
    (range: Range) => {
      const indexes = defaultRangeExtractor(range)
      if (focused < 0 || focused >= range.count || indexes.includes(focused)) return indexes
      return [...indexes, focused].sort((a, b) => a - b)
    },
    [focused],
  )
  // oxlint-disable-next-line react/incompatible-library -- known: this file says 'use no memo' (react#34493)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => ids[index] ?? index,
    overscan: 12,
    initialRect: { width: 1_000, height: 900 },
    rangeExtractor,
  })
  const items = virtual.getVirtualItems()
  const { startIndex = 0, endIndex = -1 } = virtual.range ?? {}
  useEffect(() => {
    if (onInView === undefined) return undefined
    const timer = setTimeout(() => onInView(rows.slice(startIndex, endIndex + 1)), restMs)
    return () => clearTimeout(timer)
  }, [onInView, rows, startIndex, endIndex])
  return (
    <tbody>
      {/* Flat, since React tells the members of nested lists by their list's place, and rows would be made anew. */}
      {items.flatMap((item, place) => {
        const row = rows[item.index]
        if (row === undefined) return []
        const before = place === 0 ? 0 : (items[place - 1]?.end ?? 0)
        return [
          <Gap key={`gap ${item.key}`} height={item.start - before} />,
          <TableRow key={item.key} id={String(item.key)} index={item.index} row={row} columns={columns} />,
        ]
      })}
      <Gap height={virtual.getTotalSize() - (items.at(-1)?.end ?? 0)} />
    </tbody>
  )
}

/** The height of rows that are not in the page; one cell without a span, which would add columns to a fixed layout. */
function Gap({ height }: { height: number }) {
  if (height <= 0) return null
  return (
    <tr aria-hidden="true">
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- no control: it holds a height, hidden. */}
      <td style={{ height }} className="p-0" />
    </tr>
  )
}

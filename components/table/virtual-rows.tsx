'use client'

import { memo, type RefObject } from 'react'
import { rowHeight, type Column } from './column'
import { TableRow } from './table-row'
import { useRest, useRowWindow } from './use-row-window'

type VirtualRowsProps<Row> = {
  box: RefObject<HTMLElement | null>
  rows: readonly Row[]
  rowId: (row: Row) => string
  columns: readonly Column<Row>[]
  /** The row that holds the focus, or -1: it stays in the page when it scrolls away. */
  focused: number
  onInView?: ((rows: readonly Row[]) => void) | undefined
}

function Rows<Row>({ box, rows, rowId, columns, focused, onInView }: VirtualRowsProps<Row>) {
  const { from, to } = useRowWindow(box, rows.length)
  useRest(box, rows, onInView)
  const indexes = Array.from({ length: to - from }, (_, at) => from + at)
  if (focused >= 0 && focused < from) indexes.unshift(focused)
  if (focused >= to && focused < rows.length) indexes.push(focused)
  return (
    <tbody>
      {/* Flat, since React tells the members of nested lists by their list's place, and rows would be made anew. */}
      {indexes.flatMap((index, place) => {
        const row = rows[index]
        if (row === undefined) return []
        const id = rowId(row)
        return [
          <Gap key={`gap ${id}`} rows={index - ((indexes[place - 1] ?? -1) + 1)} />,
          <TableRow key={id} id={id} index={index} row={row} columns={columns} />,
        ]
      })}
      <Gap rows={rows.length - ((indexes.at(-1) ?? -1) + 1)} />
    </tbody>
  )
}

/**
 * The rows of a long list: only those near the window are in the page. Our own, since rows of one height need a page of
 * code and no memory for each row; a library measures each, which at 20,000 rows a reader feels at every key.
 */
export const VirtualRows = memo(Rows) as typeof Rows

/** The height of rows that are not in the page; one cell without a span, which would add columns to a fixed layout. */
function Gap({ rows }: { rows: number }) {
  if (rows <= 0) return null
  return (
    <tr aria-hidden="true">
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- no control: it holds a height, hidden. */}
      <td style={{ height: rows * rowHeight }} className="p-0" />
    </tr>
  )
}

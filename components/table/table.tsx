'use client'

import { useMemo, useRef, useState, type ReactNode } from 'react'
import { count } from '@/components/ui/format'
import { wholeUpTo } from '@/lib/api/whole'
import type { Column } from './column'
import { FilterBox } from './filter-box'
import { TableHead } from './table-head'
import { TableRow } from './table-row'
import { useArranged } from './use-arranged'
import { useHeld } from './use-held'
import { useRowKeys } from './use-row-keys'
import { VirtualRows } from './virtual-rows'

export type TableProps<Row> = {
  /** Name for screen readers: "Services of shop-prod". */
  label: string
  /** What a row is: "service". */
  noun: string
  rows: readonly Row[]
  /** Stable between renders, or every row is rendered again. */
  columns: readonly Column<Row>[]
  /** A stable key, e.g. the ARN; stable between renders too. */
  rowId: (row: Row) => string
  /** Filter and sort as the URL holds them. */
  state: {
    filter: string
    sort: string
    setFilter: (text: string) => void
    setSort: (sort: string) => void
    settle: () => void
  }
  /** A filter in this table's columns, shown as an example. */
  example: string
  /** What stands here when there are no rows at all. */
  empty: ReactNode
  /** Beside the filter. */
  aside?: ReactNode
  /** How many there are, when `rows` are only the first of them. */
  total?: number
  /** Hears which rows of a long list are in view, a moment after the reader came to rest there; stable between renders. */
  onInView?: (rows: readonly Row[]) => void
}

/** A dense, sortable, filterable list; virtual when long. A refresh moves nothing: see `use-arranged.ts`. */
export function Table<Row>(props: TableProps<Row>) {
  return props.rows.length === 0 ? props.empty : <FilledTable {...props} />
}

function FilledTable<Row>(props: TableProps<Row>) {
  const { label, noun, rows, columns, rowId, state, example, aside, total = rows.length, onInView } = props
  const box = useRef<HTMLDivElement>(null)
  const held = useHeld(box)
  const { filter, sort } = state
  const [isFiltering, setIsFiltering] = useState(false)
  const { arranged, problems } = useArranged({ rows, columns, rowId, filter, sort, held, isFiltering })
  const shown = useMemo(() => columns.filter(({ filterOnly }) => filterOnly !== true), [columns])
  const focused = useRowKeys({ box, rows: arranged, rowId })

  const all = count(total, noun)
  // By all there are: the first rows stay what they are when the rest comes.
  const isLong = Math.max(rows.length, total) > wholeUpTo
  return (
    <>
      <FilterBox
        value={filter}
        onChange={state.setFilter}
        onLeave={state.settle}
        onEnter={() => setIsFiltering(true)}
        what={`${noun}s`}
        tally={arranged.length === rows.length ? all : `${arranged.length} of ${all}`}
        problems={problems}
        example={example}
        aside={aside}
      />
      <div
        ref={box}
        className="relative max-h-[max(20rem,calc(100dvh-11rem))] overflow-auto overscroll-x-contain [scroll-padding-top:2rem]"
      >
        <table
          aria-label={label}
          aria-rowcount={arranged.length + 1}
          className="w-full table-fixed border-separate border-spacing-0 text-left"
        >
          <TableHead columns={shown} sort={sort} onSort={state.setSort} />
          {isLong ? (
            <VirtualRows
              box={box}
              rows={arranged}
              rowId={rowId}
              columns={shown}
              focused={focused}
              onInView={onInView}
            />
          ) : (
            <PlainRows rows={arranged} rowId={rowId} columns={shown} />
          )}
        </table>
        {arranged.length === 0 && <p className="px-3 py-4 text-muted">No {noun} matches this filter.</p>}
      </div>
    </>
  )
}

type PlainRowsProps<Row> = {
  rows: readonly Row[]
  rowId: (row: Row) => string
  columns: readonly Column<Row>[]
}

function PlainRows<Row>({ rows, rowId, columns }: PlainRowsProps<Row>) {
  return (
    <tbody>
      {rows.map((row, index) => {
        const id = rowId(row)
        return <TableRow key={id} id={id} index={index} row={row} columns={columns} />
      })}
    </tbody>
  )
}

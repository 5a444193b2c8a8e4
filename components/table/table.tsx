'use client'
'use no memo'

import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import { useCallback, useMemo, useRef, type ReactNode } from 'react'
import { count } from '@/components/ui/format'
import type { Column } from './column'
import { FilterBox } from './filter-box'
import { TableHead } from './table-head'
import { TableRow } from './table-row'
import { useArranged } from './use-arranged'
import { useHeld } from './use-held'
import { useRowKeys } from './use-row-keys'

type TableProps<Row> = {
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
  state: { filter: string; sort: string; setFilter: (text: string) => void; setSort: (sort: string) => void }
  /** A filter in this table's columns, shown as an example. */
  example: string
  /** What stands here when there are no rows at all. */
  empty: ReactNode
  /** Beside the filter. */
  aside?: ReactNode
}

const rowHeight = 36
/** Up to this many rows all are in the page, so that the browser's own search finds them. */
const wholeUpTo = 120

/** A dense, sortable, filterable list; virtual when long. A refresh moves nothing: see `use-arranged.ts`. */
export function Table<Row>({
  label,
  noun,
  rows,
  columns,
  rowId,
  state,
  example,
  empty,
  aside,
}: TableProps<Row>) {
  const box = useRef<HTMLDivElement>(null)
  const held = useHeld(box)
  const { arranged, ids, problems } = useArranged({
    rows,
    columns,
    rowId,
    filter: state.filter,
    sort: state.sort,
    held,
  })
  const focusedIndex = useRef(-1)
  const shownColumns = useMemo(() => columns.filter(({ filterOnly }) => filterOnly !== true), [columns])

  const rangeExtractor = useCallback((range: Range) => {
    const indexes = defaultRangeExtractor(range)
    const kept = focusedIndex.current
    return kept < 0 || kept >= range.count || indexes.includes(kept)
      ? indexes
      : [...indexes, kept].sort((a, b) => a - b)
  }, [])
  // oxlint-disable-next-line react/incompatible-library -- known: this file says 'use no memo' (react#34493)
  const virtual = useVirtualizer({
    count: arranged.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => ids[index] ?? index,
    overscan: arranged.length <= wholeUpTo ? wholeUpTo : 12,
    initialRect: { width: 1_000, height: 900 },
    rangeExtractor,
  })
  focusedIndex.current = useRowKeys({
    box,
    ids,
    scrollTo: useCallback((index: number) => virtual.scrollToIndex(index, { align: 'auto' }), [virtual]),
  })

  if (rows.length === 0) return empty
  const items = virtual.getVirtualItems()
  const tally =
    arranged.length === rows.length
      ? count(rows.length, noun)
      : `${arranged.length} of ${count(rows.length, noun)}`
  return (
    <>
      <FilterBox
        value={state.filter}
        onChange={state.setFilter}
        what={`${noun}s`}
        tally={tally}
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
          <TableHead columns={shownColumns} sort={state.sort} onSort={state.setSort} />
          <tbody>
            {items.map((item, place) => {
              const row = arranged[item.index]
              if (row === undefined) return null
              const before = place === 0 ? 0 : (items[place - 1]?.end ?? 0)
              return [
                item.start > before && <Gap key={`gap ${item.key}`} height={item.start - before} />,
                <TableRow
                  key={item.key}
                  id={String(item.key)}
                  index={item.index}
                  row={row}
                  columns={shownColumns}
                />,
              ]
            })}
            <Gap height={virtual.getTotalSize() - (items.at(-1)?.end ?? 0)} />
          </tbody>
        </table>
        {arranged.length === 0 && <p className="px-3 py-4 text-muted">No {noun} matches this filter.</p>}
      </div>
    </>
  )
}

/** The height of rows that are not in the page now; without a cell, which would add columns to a fixed layout. */
function Gap({ height }: { height: number }) {
  if (height <= 0) return null
  return <tr aria-hidden="true" style={{ height }} />
}

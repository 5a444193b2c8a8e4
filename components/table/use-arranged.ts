'use client'

import { useDeferredValue, useMemo, useRef, type RefObject } from 'react'
import type { Column } from './column'
import { matches, parseFilter } from './filter'
import { holdOrder, parseSort, sortRows } from './sort'

type Arrangement<Row> = {
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  rowId: (row: Row) => string
  filter: string
  sort: string
  /** True while a reader's pointer or focus is in the table. */
  held: RefObject<boolean>
}

/** Rows after filter and sort. While the table is held, a refresh changes no row's place. */
export function useArranged<Row>({ rows, columns, rowId, filter, sort, held }: Arrangement<Row>) {
  const text = useDeferredValue(filter)
  const shown = useRef<{ order: string; ids: string[] }>({ order: '', ids: [] })
  const { terms, problems } = useMemo(() => parseFilter(text, columns), [text, columns])
  const haystack = useMemo(() => haystackOf(columns), [columns])

  const arranged = useMemo(() => {
    const kept = terms.length === 0 ? rows : rows.filter((row) => matches(row, terms, columns, haystack))
    const sorted = sortRows(kept, parseSort(sort), columns)
    const order = `${sort} ${text}`
    const hold = held.current && shown.current.order === order
    const placed = hold ? holdOrder(sorted, shown.current.ids, rowId) : sorted
    shown.current = { order, ids: placed.map(rowId) }
    return placed
  }, [rows, columns, terms, haystack, sort, text, held, rowId])

  return { arranged, ids: shown.current.ids, problems }
}

function haystackOf<Row>(columns: readonly Column<Row>[]): (row: Row) => string {
  const known = new WeakMap<WeakKey, string>()
  return (row) => {
    const key = row as WeakKey
    let text = known.get(key)
    if (text === undefined) {
      text = columns
        .map((column) => column.value(row) ?? '')
        .join('\n')
        .toLowerCase()
      known.set(key, text)
    }
    return text
  }
}

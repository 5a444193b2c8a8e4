'use client'

import { useMemo, useState } from 'react'
import type { Column } from './column'
import { matches, parseFilter } from './filter'
import { holdOrder, parseSort, sortRows } from './sort'
import { useAfterPaint } from './use-after-paint'

type Arrangement<Row> = {
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  rowId: (row: Row) => string
  filter: string
  sort: string
  /** True while a reader's pointer or focus is in the table. */
  held: boolean
}

/**
 * Rows after filter and sort. While the table is held, a refresh changes no row's place; they settle once the reader
 * leaves, or asks for another order.
 */
export function useArranged<Row>({ rows, columns, rowId, filter, sort, held }: Arrangement<Row>) {
  const text = useAfterPaint(filter)
  const { terms, problems } = useMemo(() => parseFilter(text, columns), [text, columns])
  const haystack = useMemo(() => haystackOf(columns), [columns])
  const sorted = useMemo(() => {
    const kept = terms.length === 0 ? rows : rows.filter((row) => matches(row, terms, columns, haystack))
    return sortRows(kept, parseSort(sort), columns)
  }, [rows, columns, terms, haystack, sort])

  const order = `${sort} ${text}`
  const [shown, setShown] = useState<{ order: string; ids: readonly string[] }>({ order, ids: [] })
  const keep = held && shown.order === order && shown.ids.length > 0
  const arranged = useMemo(
    () => (keep ? holdOrder(sorted, shown.ids, rowId) : sorted),
    [keep, sorted, shown.ids, rowId],
  )
  const ids = useMemo(() => arranged.map(rowId), [arranged, rowId])
  if (shown.order !== order || !equal(shown.ids, ids)) setShown({ order, ids })
  return { arranged, ids, problems }
}

function equal(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index])
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

'use client'

import { useEffect, useMemo, useState } from 'react'
import type { Column } from './column'
import { matches, parseFilter } from './filter'
import { rowTexts, type RowTexts } from './row-texts'
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
  /** True once the reader is at the filter: the rows are then made ready for it. */
  isFiltering: boolean
}

/**
 * Rows after filter and sort. While the table is held, a refresh changes no row's place; they settle once the reader
 * leaves, or asks for another order.
 */
export function useArranged<Row>({
  rows,
  columns,
  rowId,
  filter,
  sort,
  held,
  isFiltering,
}: Arrangement<Row>) {
  const text = useAfterPaint(filter)
  const { terms, problems } = useMemo(() => parseFilter(text, columns), [text, columns])
  const texts = useMemo(() => rowTexts(columns), [columns])
  usePrepared(texts, rows, isFiltering)
  const sorted = useMemo(() => {
    const kept =
      terms.length === 0
        ? rows
        : rows.filter((row, index) => matches(row, terms, columns, () => texts.at(rows, index)))
    return sortRows(kept, parseSort(sort), columns)
  }, [rows, columns, terms, texts, sort])

  // What is shown, and the rows it was made of.
  const order = `${sort} ${text}`
  const [shown, setShown] = useState({ order, of: sorted, rows: sorted })
  const keep = held && shown.order === order && shown.rows.length > 0
  const arranged = useMemo(() => {
    if (!keep) return sorted
    return shown.of === sorted ? shown.rows : holdOrder(sorted, shown.rows.map(rowId), rowId)
  }, [keep, sorted, shown, rowId])
  if (shown.order !== order || shown.of !== sorted || shown.rows !== arranged)
    setShown({ order, of: sorted, rows: arranged })
  return { arranged, problems }
}

/** A slice's length (ms): no frame is late for it. */
const sliceMs = 4
const gapMs = 8

/** Makes the rows' texts while nothing else is to be done, so that the first key need not wait for them. */
function usePrepared<Row>(texts: RowTexts<Row>, rows: readonly Row[], isWanted: boolean): void {
  useEffect(() => {
    if (!isWanted) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const go = () => {
      if (!texts.prepare(rows, sliceMs)) timer = setTimeout(go, gapMs)
    }
    go()
    return () => clearTimeout(timer)
  }, [texts, rows, isWanted])
}

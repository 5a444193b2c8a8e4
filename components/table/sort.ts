import type { CellValue, Column } from './column'

/** A sort as the URL holds it: a column's id, with `-` in front for descending. */
export type Sort = { column: string; descending: boolean }

export function parseSort(text: string): Sort | null {
  if (text === '' || text === '-') return null
  return text.startsWith('-')
    ? { column: text.slice(1), descending: true }
    : { column: text, descending: false }
}

/** The URL's text after a press on a column's header: ascending, descending, then the list's own order. */
export function nextSort(current: string, column: string): string {
  if (current === column) return `-${column}`
  return current === `-${column}` ? '' : column
}

/** Rows in their order. Equal ones keep their order; what is not known stands last either way. */
export function sortRows<Row>(
  rows: readonly Row[],
  sort: Sort | null,
  columns: readonly Column<Row>[],
): readonly Row[] {
  const column = sort === null ? undefined : columns.find(({ id }) => id === sort.column)
  if (sort === null || column === undefined) return rows
  const keyOf = column.rank ?? column.value
  const sign = sort.descending ? -1 : 1
  return rows
    .map((row) => ({ row, key: keyOf(row) }))
    .sort((a, b) => {
      if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null)
      return sign * compareKeys(a.key, b.key)
    })
    .map(({ row }) => row)
}

const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

function compareKeys(a: NonNullable<CellValue>, b: NonNullable<CellValue>): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : byName.compare(String(a), String(b))
}

/**
 * Keeps rows where they are while somebody reads or works in the table: those that were shown keep their order, new ones
 * come at the end, gone ones leave.
 */
export function holdOrder<Row>(
  rows: readonly Row[],
  shown: readonly string[],
  idOf: (row: Row) => string,
): Row[] {
  const place = new Map(shown.map((id, index) => [id, index]))
  const last = shown.length
  return rows
    .map((row, index) => ({ row, at: place.get(idOf(row)) ?? last + index }))
    .sort((a, b) => a.at - b.at)
    .map(({ row }) => row)
}

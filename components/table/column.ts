import type { ReactNode } from 'react'

/** What a cell holds for sorting and filtering; null when it is not known. */
export type CellValue = string | number | null

/** Every row's height in px (`h-9`). */
export const rowHeight = 36

/** One column of a table. */
export type Column<Row> = {
  /** Its name in the URL and in the filter (`cpu>80`): lower-case letters and dashes. */
  id: string
  header: string
  /** A sentence about what the column means, in the header's tooltip. */
  hint?: string
  cell: (row: Row) => ReactNode
  value: (row: Row) => CellValue
  /** Sorts by this instead of `value`, e.g. a level's rank. */
  rank?: (row: Row) => number
  /** Numbers stand at the right, in tabular figures, and take `<` and `>`; a menu has no visible head and no order. */
  kind?: 'text' | 'number' | 'menu'
  /** A CSS width; columns without one share what is left. */
  width?: string
  /** Can be filtered by, but has no place in the table (`image:nginx`). */
  filterOnly?: true
  /** Not shown on windows narrower than this. */
  from?: 'sm' | 'md' | 'lg' | 'xl'
}

export const fromClasses = {
  sm: 'max-sm:hidden',
  md: 'max-md:hidden',
  lg: 'max-lg:hidden',
  xl: 'max-xl:hidden',
} as const

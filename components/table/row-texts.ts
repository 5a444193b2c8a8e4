import type { Column } from './column'

/** The text of each row over all its columns, in lower case: what a plain word is looked for in. */
export type RowTexts<Row> = {
  /** Of the row at a place. */
  at: (rows: readonly Row[], index: number) => string
  /** Makes those that are still missing, for at most so long (ms); true when there are none any more. */
  prepare: (rows: readonly Row[], forMs: number, clock?: () => number) => boolean
}

/** Between two looks at the clock. */
const atOnce = 50

/** Texts are made once for each row, and kept for as long as the row stays the same object at the same place. */
export function rowTexts<Row>(columns: readonly Pick<Column<Row>, 'value'>[]): RowTexts<Row> {
  let rows: readonly Row[] = []
  let texts: (string | undefined)[] = []
  let made = 0

  const follow = (now: readonly Row[]) => {
    if (now === rows) return
    texts = now.map((row, index) => (row === rows[index] ? texts[index] : undefined))
    rows = now
    made = 0
  }
  const make = (index: number): string =>
    (texts[index] ??= columns
      .map((column) => column.value(rows[index] as Row) ?? '')
      .join('\n')
      .toLowerCase())

  return {
    at: (now, index) => {
      follow(now)
      return make(index)
    },
    prepare: (now, forMs, clock = () => performance.now()) => {
      follow(now)
      const end = clock() + forMs
      while (made < rows.length) {
        const next = Math.min(rows.length, made + atOnce)
        for (; made < next; made++) make(made)
        if (clock() >= end) break
      }
      return made >= rows.length
    },
  }
}

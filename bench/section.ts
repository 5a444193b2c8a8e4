import type { Row } from './report/row.ts'

/** What a section is given. */
export type Bench = {
  /** The browser's path. */
  chromium: string
  /** The estate of the sections that do not ask for one of their own. */
  scenario: string
  /** Tells how far it is. */
  say: (line: string) => void
}

/** One part of the benchmark; it starts and ends everything that it needs by itself. */
export type Section = { name: string; run: (bench: Bench) => Promise<Row[]> }

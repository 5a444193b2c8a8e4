import { readFileSync, writeFileSync } from 'node:fs'
import type { Row } from './row.ts'
import { tableOf, tallyOf } from './table.ts'

const file = 'docs/performance.md'

/** What one section measured, for its place in the page. */
export type Measured = { name: string; rows: Row[]; machine: string }

/** Puts each section's table between its own two marks in `docs/performance.md`; the other sections stay as they are. */
export function writePage(sections: readonly Measured[]): void {
  let text = readFileSync(file, 'utf8')
  for (const { name, rows, machine } of sections) {
    const [open, close] = [`<!-- measured: ${name} -->`, `<!-- end of ${name} -->`]
    const [from, to] = [text.indexOf(open), text.indexOf(close)]
    if (from === -1 || to < from) throw new Error(`${file} has no place for ${name}: ${open} … ${close}`)
    const block = `${tableOf(rows)}\n\n${tallyOf(rows)}. ${machine}`
    text = `${text.slice(0, from + open.length)}\n\n${block}\n\n${text.slice(to)}`
  }
  writeFileSync(file, text)
}

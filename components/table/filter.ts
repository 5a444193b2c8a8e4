import type { CellValue, Column } from './column'

/**
 * The filter's grammar: words that a row must all contain; `column:word` for one column, `column=word` for its whole
 * value; `column>80`, `>=`, `<`, `<=` for numbers; `-` in front negates; quotes keep spaces.
 */
export type Term = {
  column: string | null
  operator: ':' | '=' | '>' | '>=' | '<' | '<='
  text: string
  negated: boolean
}

type Filterable = { id: string; kind?: 'text' | 'number' | 'menu' }

/** Parts between spaces, quoted spaces kept. */
const part = /(?:[^\s"]|"[^"]*"?)+/g
const shape = /^(-)?(?:([a-z][a-z-]*)(:|>=|<=|>|<|=))?(.*)$/is

/** Terms of a text, and a sentence for each part that cannot be meant for these columns. */
export function parseFilter(
  text: string,
  columns: readonly Filterable[],
): { terms: Term[]; problems: string[] } {
  const terms: Term[] = []
  const problems: string[] = []
  for (const [whole] of text.matchAll(part)) {
    const [, minus, name, operator = ':', rest = ''] = shape.exec(whole) ?? []
    const negated = minus === '-'
    const column = name === undefined ? null : columns.find(({ id }) => id === name.toLowerCase())
    // `nginx:1.27` and an ARN hold colons too: an unknown name before a colon is part of a word.
    if (column === undefined && operator === ':') {
      terms.push({ column: null, operator, text: unquoted(negated ? whole.slice(1) : whole), negated })
    } else if (column === undefined) {
      problems.push(`There is no column “${name}”.`)
    } else {
      const term = termOf(column, operator as Term['operator'], unquoted(rest), negated)
      if (typeof term === 'string') problems.push(term)
      else if (term !== null) terms.push(term)
    }
  }
  return { terms, problems }
}

function unquoted(text: string): string {
  return text.replaceAll('"', '').toLowerCase()
}

/** Null for a name and operator with nothing after it yet: still being typed. */
function termOf(
  column: Filterable | null,
  operator: Term['operator'],
  text: string,
  negated: boolean,
): Term | string | null {
  if (text === '') return null
  const ordered = operator !== ':' && operator !== '='
  if (column !== null && ordered && column.kind !== 'number')
    return `“${column.id}” holds words, not numbers.`
  if (ordered && Number.isNaN(Number(text.replace('%', '')))) return `“${text}” is not a number.`
  return { column: column?.id ?? null, operator, text, negated }
}

/** Whether a row meets all terms. `haystack` is the row's text over all columns, in lower case. */
export function matches<Row>(
  row: Row,
  terms: readonly Term[],
  columns: readonly Pick<Column<Row>, 'id' | 'value'>[],
  haystack: () => string,
): boolean {
  return terms.every((term) => {
    if (term.column === null) return haystack().includes(term.text) !== term.negated
    const column = columns.find(({ id }) => id === term.column)
    return column !== undefined && meets(column.value(row), term) !== term.negated
  })
}

function meets(value: CellValue, { operator, text }: Term): boolean {
  if (value === null) return false
  if (typeof value === 'number') return comparisons[operator](value, Number(text.replace('%', '')))
  const held = value.toLowerCase()
  return operator === '=' ? held === text : held.includes(text)
}

const comparisons: Record<Term['operator'], (value: number, wanted: number) => boolean> = {
  '>': (value, wanted) => value > wanted,
  '>=': (value, wanted) => value >= wanted,
  '<': (value, wanted) => value < wanted,
  '<=': (value, wanted) => value <= wanted,
  ':': (value, wanted) => value === wanted,
  '=': (value, wanted) => value === wanted,
}

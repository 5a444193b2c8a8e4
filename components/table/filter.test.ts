import { describe, expect, it } from 'vitest'
import { matches, parseFilter } from './filter'

type Row = { name: string; status: string; cpu: number | null }
const columns = [
  { id: 'name', value: (row: Row) => row.name },
  { id: 'status', value: (row: Row) => row.status },
  { id: 'cpu', kind: 'number' as const, value: (row: Row) => row.cpu },
]
const web: Row = { name: 'web', status: 'failing', cpu: 91 }
const idle: Row = { name: 'Web idle', status: 'healthy', cpu: 3 }
const dark: Row = { name: 'nginx:1.27', status: 'unknown', cpu: null }
const rows = [web, idle, dark]

const haystack = (row: Row) => `${row.name} ${row.status}`.toLowerCase()

function found(text: string): string[] {
  const { terms } = parseFilter(text, columns)
  return rows.filter((row) => matches(row, terms, columns, () => haystack(row))).map((row) => row.name)
}

describe('the filter', () => {
  const cases: [string, string[]][] = [
    ['', ['web', 'Web idle', 'nginx:1.27']],
    ['web', ['web', 'Web idle']],
    ['cpu>80 status:failing web', ['web']],
    ['cpu<=3', ['Web idle']],
    ['cpu>80%', ['web']],
    ['CPU>80', ['web']],
    ['status:FAIL', ['web']],
    ['status=fail', []],
    ['-status:failing', ['Web idle', 'nginx:1.27']],
    ['-web', ['nginx:1.27']],
    ['name:"web idle"', ['Web idle']],
    ['"web idle"', ['Web idle']],
    ['nginx:1.27', ['nginx:1.27']],
    ['cpu>', ['web', 'Web idle', 'nginx:1.27']],
    ['cpu:', ['web', 'Web idle', 'nginx:1.27']],
  ]
  it.each(cases)('%j keeps %j', (text, names) => expect(found(text)).toEqual(names))

  it('never lets a number that is not known meet a comparison', () => {
    expect(found('cpu<1000')).toEqual(['web', 'Web idle'])
  })
  it('says what it cannot do', () => {
    expect(parseFilter('memory>3', columns).problems).toEqual(['There is no column “memory”.'])
    expect(parseFilter('name>3', columns).problems).toEqual(['“name” holds words, not numbers.'])
    expect(parseFilter('cpu>many', columns).problems).toEqual(['“many” is not a number.'])
  })
})

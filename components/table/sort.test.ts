import { describe, expect, it } from 'vitest'
import type { Column } from './column'
import { holdOrder, nextSort, parseSort, sortRows } from './sort'

type Row = { name: string; cpu: number | null; level: string }
const columns: Column<Row>[] = [
  { id: 'name', header: 'Name', cell: (row) => row.name, value: (row) => row.name },
  { id: 'cpu', header: 'CPU', kind: 'number', cell: (row) => row.cpu, value: (row) => row.cpu },
  {
    id: 'level',
    header: 'Level',
    cell: (row) => row.level,
    value: (row) => row.level,
    rank: (row) => (row.level === 'bad' ? 0 : 1),
  },
]
const rows: Row[] = [
  { name: 'web-10', cpu: null, level: 'good' },
  { name: 'web-9', cpu: 5, level: 'bad' },
  { name: 'Web-1', cpu: 80, level: 'good' },
]
const sorted = (text: string) => sortRows(rows, parseSort(text), columns).map(({ name }) => name)

describe('sorting', () => {
  it('keeps the given order without a sort, or by a column that is not there', () => {
    expect(sorted('')).toEqual(['web-10', 'web-9', 'Web-1'])
    expect(sorted('nope')).toEqual(['web-10', 'web-9', 'Web-1'])
  })
  it('counts numbers in names', () => expect(sorted('name')).toEqual(['Web-1', 'web-9', 'web-10']))
  it('puts what is not known last both ways', () => {
    expect(sorted('cpu')).toEqual(['web-9', 'Web-1', 'web-10'])
    expect(sorted('-cpu')).toEqual(['Web-1', 'web-9', 'web-10'])
  })
  it('goes by rank where a column has one', () => expect(sorted('level')[0]).toBe('web-9'))
  it('turns from ascending to descending to none', () => {
    expect(nextSort('', 'cpu')).toBe('cpu')
    expect(nextSort('cpu', 'cpu')).toBe('-cpu')
    expect(nextSort('-cpu', 'cpu')).toBe('')
    expect(nextSort('-cpu', 'name')).toBe('name')
  })
})

describe('holdOrder', () => {
  it('moves nothing that was shown, appends what is new, drops what is gone', () => {
    expect(holdOrder(['c', 'new', 'a'], ['a', 'b', 'c'], (id) => id)).toEqual(['a', 'c', 'new'])
  })
})

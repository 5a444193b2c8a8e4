import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { hitOptions, matchingPages } from './shell/palette-options'
import { crumbsOf, placeOf } from './shell/places'
import { themeOf } from './shell/theme'
import { matches, parseFilter } from './table/filter'
import { parseSort, sortRows } from './table/sort'
import { truncateMiddle } from './ui/format'

// What comes out of the address bar, out of an input and out of names: any text at all.

const word = fc.oneof(
  fc.constantFrom(
    'status',
    'tasks',
    ':',
    '=',
    '>',
    '<=',
    '-',
    '"',
    ' ',
    '80',
    '%',
    '__proto__',
    'constructor',
    'NaN',
    'Infinity',
    '\u202e',
    '/',
    '..',
    '%2F',
    '%ff',
    '//evil.test',
    '\\',
    '\t',
    'evil.test',
    'javascript:',
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
)
const text = fc.array(word, { maxLength: 10 }).map((all) => all.join(''))

type Row = { name: string; tasks: number | null }
const columns = [
  { id: 'status', header: 'Status', cell: () => null, value: ({ name }: Row) => name },
  {
    id: 'tasks',
    header: 'Tasks',
    kind: 'number' as const,
    cell: () => null,
    value: ({ tasks }: Row) => tasks,
  },
]
const rows = fc.array(fc.record({ name: text, tasks: fc.option(fc.integer()) }), { maxLength: 5 })

test('a filter', () => {
  fc.assert(
    fc.property(text, rows, (given, all) => {
      const { terms, problems } = parseFilter(given, columns)
      for (const problem of problems) expect(problem.length).toBeLessThan(given.length + 60)
      for (const row of all) {
        const haystack = () => row.name.toLowerCase()
        expect(typeof matches(row, terms, columns, haystack)).toBe('boolean')
        // A term and its negation never hold together.
        for (const term of terms) {
          const [holds, not] = [term, { ...term, negated: !term.negated }].map((one) =>
            matches(row, [one], columns, haystack),
          )
          expect(holds).not.toBe(not)
        }
      }
    }),
  )
})

test('a sort loses and doubles no row', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.constantFrom('status', '-status', 'tasks', '-tasks'), text),
      rows,
      (given, all) => {
        const sorted = sortRows(all, parseSort(given), columns)
        expect(sorted).toHaveLength(all.length)
        expect(new Set(sorted)).toEqual(new Set(all))
      },
    ),
  )
})

test('breadcrumbs of any path lead to paths of ours', () => {
  fc.assert(
    fc.property(text, (given) => {
      expect(placeOf(`/${given}`, [])).toBeUndefined()
      for (const { href } of crumbsOf(`/${given}`)) {
        const url = new URL(href, 'http://console.test')
        expect(url.origin).toBe('http://console.test')
        expect(url.pathname + url.search + url.hash).toBe(href)
      }
    }),
  )
})

test('what a search finds leads nowhere else', () => {
  fc.assert(
    fc.property(
      text.map((rest) => `/${rest}`),
      text,
      (path, title) => {
        const options = hitOptions([{ kind: 'service', title, detail: title, path, level: null }])
        for (const option of options)
          expect(new URL(option.path, 'http://console.test').origin).toBe('http://console.test')
        expect(matchingPages(options, title).length).toBeLessThanOrEqual(1)
      },
    ),
  )
})

test('the theme of any cookie is one of three, and an id is never longer for being cut', () => {
  fc.assert(
    fc.property(text, fc.nat(20), fc.nat(20), (given, head, tail) => {
      expect(['system', 'light', 'dark']).toContain(themeOf(given))
      expect(truncateMiddle(given, head, tail).length).toBeLessThanOrEqual(given.length)
    }),
  )
})

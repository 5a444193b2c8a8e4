import type { Profile } from '../browser/profile.ts'
import { median, quantile } from '../report/quantile.ts'
import { type Row, row } from '../report/row.ts'
import { shown } from '../report/unit.ts'

/** What one page did with one number of rows, once. Times in ms; what was not tried is undefined. */
export type TableFigures = {
  name: string
  count: number
  profile: Profile
  heap: number | undefined
  keys: number[]
  scrollP95: number | undefined
  blankPercent: number | undefined
}

/** Times between frames (ms) by page, while 500 rows a second changed. */
export type LiveFrames = Record<string, number[]>

type Names = 'Quayside' | 'Cloudscape' | 'bare Next'

/** The table's lines from every run: keys of all runs together, medians of the rest. */
export function rowsOfTables(all: readonly TableFigures[], live: LiveFrames): Row[] {
  const of = (name: Names, count: number, profile: Profile) =>
    all.filter((each) => each.name === name && each.count === count && each.profile === profile)
  const keyP95 = (name: Names, count: number, profile: Profile) =>
    quantile(
      of(name, count, profile).flatMap(({ keys }) => keys),
      0.95,
    )
  const middle = (name: Names, count: number, key: 'heap' | 'scrollP95' | 'blankPercent') =>
    median(of(name, count, 'desktop').flatMap((figures) => figures[key] ?? []))
  const many = 20_000

  const key = (count: number, profile: Profile, against: Names, goal: { ratioAtMost?: number } = {}) =>
    row({
      what: `Key in the filter, p95, ${count.toLocaleString('en')} rows, ${profile}`,
      unit: 'ms',
      value: keyP95('Quayside', count, profile),
      against: { name: against, value: keyP95(against, count, profile) },
      ...goal,
    })
  const slowFrames = (name: Names) => live[name]?.filter((duration) => duration > 50).length
  const longest = Math.max(...(live['Quayside'] ?? []))
  return [
    key(1_000, 'desktop', 'Cloudscape'),
    key(5_000, 'desktop', 'Cloudscape'),
    key(many, 'desktop', 'Cloudscape', { ratioAtMost: 0.15 }),
    key(many, 'desktop', 'bare Next'),
    key(many, 'cpu4', 'Cloudscape', { ratioAtMost: 0.15 }),
    key(many, 'cpu4', 'bare Next'),
    row({
      what: 'Scrolling, frame p95, 20,000 rows, desktop',
      unit: 'ms',
      value: middle('Quayside', many, 'scrollP95'),
      against: { name: 'Cloudscape', value: middle('Cloudscape', many, 'scrollP95') },
      ratioAtMost: 1,
      note: 'Cloudscape scrolls a page of 50',
    }),
    row({
      what: 'Scrolling, frame p95, 20,000 rows, desktop',
      unit: 'ms',
      value: middle('Quayside', many, 'scrollP95'),
      against: { name: 'bare Next', value: middle('bare Next', many, 'scrollP95') },
    }),
    row({
      what: 'Far jumps that left the middle blank, 20,000 rows',
      unit: 'percent',
      value: middle('Quayside', many, 'blankPercent'),
      atMost: 0,
    }),
    row({
      what: 'JavaScript heap with 20,000 rows',
      unit: 'bytes',
      value: middle('Quayside', many, 'heap'),
      against: { name: 'Cloudscape', value: middle('Cloudscape', many, 'heap') },
      atMost: 20 * 1_048_576,
      note: `bare Next ${shown(middle('bare Next', many, 'heap') ?? NaN, 'bytes')}`,
    }),
    row({
      what: '500 row changes a second on 20,000 rows, 15 s: frames over 50 ms',
      unit: 'frames',
      value: slowFrames('Quayside'),
      against: { name: 'Cloudscape', value: slowFrames('Cloudscape') },
      atMost: 0,
      note: `longest ${shown(longest, 'ms')}; bare Next ${slowFrames('bare Next')} frames`,
    }),
  ]
}

import { type Load, loadOnce } from '../browser/load.ts'
import type { Profile } from '../browser/profile.ts'
import { bareNext, cloudscape, ours, type Target } from '../browser/target.ts'
import { isComplete, servicesOnce } from '../estate/completion.ts'
import { median } from '../report/quantile.ts'
import { type Row, row } from '../report/row.ts'
import type { Bench, Section } from '../section.ts'
import { place } from '../stage/console.ts'
import { startBareNext, startCloudscape, writeRows } from '../stage/references.ts'
import { startStage } from '../stage/stage.ts'

const runs = { desktop: 5, slow: 3 }

/** First rows of the list of services, beside the two references, which are given the very same rows. */
export const firstRows: Section = {
  name: 'rows',
  run: async (bench) => {
    await using stage = await startStage({ scenario: bench.scenario, scale: 0.2 })
    const listed = await servicesOnce(stage.console.origin, isComplete, 120_000)
    if (listed === undefined) throw new Error('The list of services did not become complete.')
    const count = listed.answer.items.length
    writeRows('estate', listed.text)
    await using rival = await startCloudscape()
    await using bare = await startBareNext()
    const targets = [
      ours(`${stage.console.origin}${place}/services`, count),
      cloudscape(rival.origin, 'estate', count),
      bareNext(bare.origin, 'estate', count),
    ]
    const desktop = await medians(bench, targets, 'desktop')
    const slow = await medians(bench, targets, 'slow')
    return [...rowsOf('desktop', desktop, count), ...rowsOf('slow', slow, count)]
  },
}

type Figures = Pick<Load, 'firstByte' | 'firstContentfulPaint' | 'rows' | 'interactive' | 'blocking'>
type Medians = Record<string, Figures>

/** One after the other, again and again, so that the machine's noise hits all alike. */
async function medians(
  { chromium, say }: Bench,
  targets: Target[],
  profile: 'desktop' | 'slow',
): Promise<Medians> {
  const loads: { name: string; load: Load }[] = []
  for (let run = 1; run <= runs[profile]; run++) {
    for (const target of targets) {
      const load = await loadOnce(chromium, target, profile)
      loads.push({ name: target.name, load })
      say(`rows, ${profile}, ${run} of ${runs[profile]}: ${target.name} ${Math.round(load.rows)} ms`)
    }
  }
  return Object.fromEntries(
    targets.map(({ name }) => {
      const own = loads.filter((each) => each.name === name).map(({ load }) => load)
      const middle = (of: (load: Load) => number) => median(own.map(of)) ?? NaN
      return [
        name,
        {
          firstByte: middle((load) => load.firstByte),
          firstContentfulPaint: middle((load) => load.firstContentfulPaint),
          rows: middle((load) => load.rows),
          interactive: middle((load) => load.interactive),
          blocking: middle((load) => load.blocking),
        },
      ]
    }),
  )
}

function rowsOf(profile: Profile, medians: Medians, count: number): Row[] {
  const [we, rival, bare] = [medians['Quayside'], medians['Cloudscape'], medians['bare Next']]
  const note = `${count} services, median of ${runs[profile === 'slow' ? 'slow' : 'desktop']}`
  const figure = (
    what: string,
    of: (figures: Figures) => number,
    against: 'Cloudscape' | 'bare Next',
    goal: { atMost?: number; ratioAtMost?: number } = {},
  ) => {
    const other = against === 'Cloudscape' ? rival : bare
    return row({
      what: `${what}, ${profile}`,
      unit: 'ms',
      value: we && of(we),
      against: { name: against, value: other && of(other) },
      note,
      ...goal,
    })
  }
  const slow = profile === 'slow'
  return [
    figure(
      'First rows',
      (each) => each.rows,
      'Cloudscape',
      slow ? { ratioAtMost: 0.25 } : { ratioAtMost: 0.5 },
    ),
    figure('First rows', (each) => each.rows, 'bare Next', slow ? { ratioAtMost: 1.3 } : {}),
    figure('First byte', (each) => each.firstByte, 'bare Next'),
    figure('First contentful paint', (each) => each.firstContentfulPaint, 'Cloudscape'),
    figure('Interactive', (each) => each.interactive, 'Cloudscape', slow ? { ratioAtMost: 0.41 } : {}),
    figure('Interactive', (each) => each.interactive, 'bare Next'),
    figure(
      'Blocking time till interactive',
      (each) => each.blocking,
      'Cloudscape',
      slow ? { ratioAtMost: 0.1 } : {},
    ),
  ]
}

import { openTab } from '../browser/chromium.ts'
import { framesDuring } from '../browser/frames.ts'
import { loadWholeList } from '../browser/load.ts'
import type { Profile } from '../browser/profile.ts'
import { scroll } from '../browser/scrolling.ts'
import { bareNext, cloudscape, ours, type Target } from '../browser/target.ts'
import { keyDelays } from '../browser/typing.ts'
import { api } from '../estate/api.ts'
import { type ChangingList, changingList } from '../estate/changing-list.ts'
import { generateServices } from '../estate/services.ts'
import { quantile } from '../report/quantile.ts'
import type { Bench, Section } from '../section.ts'
import { place } from '../stage/console.ts'
import { type ListPaths, startListProxy } from '../stage/list-proxy.ts'
import { startBareNext, startCloudscape, writeRows } from '../stage/references.ts'
import { startStage } from '../stage/stage.ts'
import { type LiveFrames, rowsOfTables, type TableFigures } from './table-rows.ts'

const many = 20_000
/** A word that a few in a hundred of the generated names hold. */
const typed = 'gateway'
const liveMs = 15_000
const changesASecond = 500
/** As often as our page asks, or is told, while something in its list is moving. */
const livePollMs = 3_000

type Origins = { ours: string; cloudscape: string; bareNext: string }

/** The list under many rows: keys in the filter, scrolling, memory, and rows that change all the time. */
export const tables: Section = {
  name: 'tables',
  run: async (bench) => {
    await using stage = await startStage({ scenario: 'demo' })
    const clusters = await clustersOf(stage.console.origin)
    writeRows('estate', '{"items":[]}')
    await using rival = await startCloudscape()
    await using bare = await startBareNext()
    const origins = { ours: stage.console.origin, cloudscape: rival.origin, bareNext: bare.origin }
    const figures: TableFigures[] = []
    for (const count of [1_000, 5_000]) {
      const list = listOf(count, clusters)
      figures.push(...(await measureAll(bench, origins, list, count, 'desktop')))
    }
    const list = listOf(many, clusters)
    for (const profile of ['desktop', 'cpu4', 'desktop', 'cpu4'] as const) {
      figures.push(...(await measureAll(bench, origins, list, many, profile)))
    }
    return rowsOfTables(figures, await measureLive(bench, origins, list))
  },
}

/** A generated list, given to the references as well. */
function listOf(count: number, clusters: readonly [string, ...string[]]): ChangingList {
  const list = changingList(generateServices(count, clusters))
  writeRows(String(count), list.tell().body)
  return list
}

/** The estate's own names, so that what else the page asks about its clusters is answered. */
async function clustersOf(origin: string): Promise<[string, ...string[]]> {
  const { answer } = await api<{ items: { name: string }[] }>(origin, '/clusters')
  const [first, ...others] = answer.items.map(({ name }) => name)
  if (first === undefined) throw new Error('The demo has no cluster.')
  return [first, ...others]
}

/** Calls back for each page, through a proxy that gives it the list. */
async function eachPage(
  origins: Origins,
  list: ChangingList,
  { count, pollMs = 0 }: { count: number; pollMs?: number },
  act: (target: Target) => Promise<void>,
): Promise<void> {
  const name = String(count)
  const own = {
    list: `/api${place}/services`,
    stream: { at: `/api${place}/changes`, changed: `${place}/services` },
  }
  const theirs = { list: `/rows/${name}.json` }
  const pages: [string, ListPaths, (origin: string) => Target][] = [
    [origins.ours, own, (origin) => ours(`${origin}${place}/services`, count)],
    [origins.cloudscape, theirs, (origin) => cloudscape(origin, name, count, pollMs)],
    [origins.bareNext, theirs, (origin) => bareNext(origin, name, count, pollMs)],
  ]
  for (const [upstream, paths, targetAt] of pages) {
    await using proxy = await startListProxy(upstream, paths, list)
    await act(targetAt(proxy.origin))
  }
}

async function measureAll(
  { chromium, say }: Bench,
  origins: Origins,
  list: ChangingList,
  count: number,
  profile: Profile,
): Promise<TableFigures[]> {
  const figures: TableFigures[] = []
  await eachPage(origins, list, { count }, async (target) => {
    say(`tables, ${count} rows, ${profile}: ${target.name}`)
    await using tab = await openTab(chromium, profile)
    const { heap } = await loadWholeList(tab, target)
    const keys = await keyDelays(tab.page, target, typed)
    const scrolled = profile === 'desktop' ? await scroll(tab, target) : undefined
    figures.push({
      name: target.name,
      count,
      profile,
      heap,
      keys,
      // Frames come by the screen's clock; a fraction of a millisecond is the timer's noise.
      scrollP95: scrolled && Math.round(quantile(scrolled.frames, 0.95) ?? 0),
      blankPercent: scrolled?.blankPercent,
    })
  })
  return figures
}

/** Times between frames (ms) by page, while rows change all the time and each page asks every three seconds. */
async function measureLive(
  { chromium, say }: Bench,
  origins: Origins,
  list: ChangingList,
): Promise<LiveFrames> {
  const frames: LiveFrames = {}
  await eachPage(origins, list, { count: many, pollMs: livePollMs }, async (target) => {
    say(`tables, ${changesASecond} changes a second: ${target.name}`)
    await using tab = await openTab(chromium, 'desktop')
    await loadWholeList(tab, target)
    list.change(changesASecond)
    frames[target.name] = await framesDuring(tab.page, () => tab.page.waitForTimeout(liveMs))
    list.change(0)
  })
  return frames
}

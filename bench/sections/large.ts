import { setTimeout as wait } from 'node:timers/promises'
import type { Answer } from '@/lib/api/answer'
import type { Overview } from '@/lib/overview/contract'
import { openTab } from '../browser/chromium.ts'
import { loadOnce, loadWholeList } from '../browser/load.ts'
import { ours, type Target } from '../browser/target.ts'
import { keyDelays } from '../browser/typing.ts'
import { api } from '../estate/api.ts'
import { isComplete, type Services, servicesOnce } from '../estate/completion.ts'
import { fewestEcsCalls, servicesIn, surveyOf, tasksIn } from '../estate/survey.ts'
import { median, quantile } from '../report/quantile.ts'
import { notMeasured, type Row, row } from '../report/row.ts'
import type { Bench, Section } from '../section.ts'
import { type Console, place, startConsole } from '../stage/console.ts'
import { countOf, type Simulator, startSimulator } from '../stage/simulator.ts'
import { habitsOf } from '../traffic/habits.ts'
import { monitor } from '../traffic/monitor.ts'
import { startViewers } from '../traffic/viewers.ts'

const sweepAtMostMs = 300_000
const quietMs = 60_000
/** What nobody has asked for so long is not kept fresh any more, so that the minute is the overview's alone. */
const forgottenMs = 60_000
const loads = 3

/** What is shown while there is no such estate. */
const goals: [string, string][] = [
  ['A quiet minute, one viewer of the overview: ECS calls', '≤ 0.33 × one naive sweep'],
  ['Overview: first rows, desktop', '≤ 2.00 s'],
  ['Biggest cluster’s services: first rows, desktop', '≤ 2.00 s'],
  ['Biggest cluster: key in the filter, p95', '≤ 100 ms'],
  ['Biggest cluster: rows in the page', '≤ 200 rows'],
  ['Biggest cluster: answer of the API, not compressed', '≤ 1.0 MB'],
  ['Console: resident memory, greatest', '≤ 512.0 MB'],
  ['Console: event loop p99, worst ten seconds', '≤ 100 ms'],
  ['Calls that AWS throttled, all the time', '≤ 0 calls'],
]

/** 5,000 services and 20,000 tasks: how long the first sweep takes, what a quiet minute costs, how the pages feel. */
export const large: Section = {
  name: 'large',
  run: async (bench) => {
    await using simulator = await startSimulator()
    if (!(await simulator.play('large', { scale: 1 }))) {
      return goals.map(([what, goal]) => notMeasured(what, goal, 'the simulator has no scenario large'))
    }
    const survey = await surveyOf(simulator)
    await using console = await startConsole(simulator.url)
    using watch = monitor(console.origin, console.child)
    await simulator.forgetCalls()
    bench.say('large: first sweep')
    const sweep = await servicesOnce(console.origin, isComplete, sweepAtMostMs)
    const sweepCalls = countOf(await simulator.calls(), 'ecs')
    const naive = fewestEcsCalls(survey)
    const size = `${servicesIn(survey)} services, ${tasksIn(survey)} tasks`
    const sweepRows = [
      row({
        what: 'First sweep: every service described after',
        unit: 'ms',
        value: sweep?.ms,
        note: sweep === undefined ? `not within ${sweepAtMostMs / 1_000} s` : size,
      }),
      row({
        what: 'First sweep: ECS calls',
        unit: 'calls',
        value: sweep && sweepCalls,
        against: { name: 'the fewest', value: naive },
      }),
    ]
    if (sweep === undefined) return sweepRows
    const quiet = await quietMinute(bench, console, simulator, naive)
    const pages = await pagesOf(bench, console.origin, sweep.answer)
    const { rssBytes, loopP99Ms, throttled } = await watch.strain()
    return [
      ...sweepRows,
      ...quiet,
      ...pages,
      row({
        what: 'Console: resident memory, greatest',
        unit: 'bytes',
        value: rssBytes,
        atMost: 512 * 1_048_576,
      }),
      row({
        what: 'Console: event loop p99, worst ten seconds',
        unit: 'ms',
        value: loopP99Ms,
        atMost: 100,
        ...(loopP99Ms === undefined && { note: '/metrics does not tell' }),
      }),
      row({ what: 'Calls that AWS throttled, all the time', unit: 'calls', value: throttled, atMost: 0 }),
    ]
  },
}

/** One person looks at the overview, nothing much happens. */
async function quietMinute(
  { chromium, say }: Bench,
  { origin }: Console,
  simulator: Simulator,
  naive: number,
): Promise<Row[]> {
  say('large: a quiet minute')
  const crowd = startViewers(1, await habitsOf(chromium, `${origin}${place}`))
  await wait(forgottenMs)
  await simulator.forgetCalls()
  await wait(quietMs)
  const calls = await simulator.calls()
  const { answer } = await api<Services>(origin, '/services')
  await crowd.stop()
  return [
    row({
      what: 'A quiet minute, one viewer of the overview: ECS calls',
      unit: 'calls',
      value: countOf(calls, 'ecs'),
      against: { name: 'one naive sweep', value: naive },
      ratioAtMost: 0.33,
      note: `and ${countOf(calls, 'elbv2')} of load balancers`,
    }),
    row({
      what: 'Age of the oldest fact in the list of all services then',
      unit: 'ms',
      value: Date.parse(answer.now) - Date.parse(answer.asOf),
    }),
  ]
}

async function pagesOf({ chromium, say }: Bench, origin: string, { items }: Services): Promise<Row[]> {
  const sizes = new Map<string, number>()
  for (const { clusterName } of items) sizes.set(clusterName, (sizes.get(clusterName) ?? 0) + 1)
  const [biggest = '', count = 0] = [...sizes].sort(([, a], [, b]) => b - a)[0] ?? []
  const path = `/clusters/${biggest}/services`
  const overview: Target = {
    name: 'overview',
    url: `${origin}${place}`,
    row: 'main li',
    count: 1,
    rows: 1,
    arrived: { css: 'main li' },
  }
  const list = ours(`${origin}${place}${path}`, count)
  const first: Row[] = []
  for (const [name, target] of [
    ['Overview', overview],
    [`Biggest cluster’s ${count} services`, list],
  ] as const) {
    say(`large: ${name}`)
    const times: number[] = []
    for (let run = 0; run < loads; run++) times.push((await loadOnce(chromium, target, 'desktop')).rows)
    first.push(row({ what: `${name}: first rows, desktop`, unit: 'ms', value: median(times), atMost: 2_000 }))
  }
  await using tab = await openTab(chromium, 'desktop')
  await loadWholeList(tab, list)
  const names = items.filter(({ clusterName }) => clusterName === biggest).map(({ name }) => name)
  const keys = await keyDelays(tab.page, list, wordIn(names))
  const domRows = await tab.page.locator(list.row).count()
  const { text } = await api<Services>(origin, path)
  const whole = await api<Answer<Overview>>(origin, '/overview')
  return [
    ...first,
    row({
      what: 'Biggest cluster: key in the filter, p95',
      unit: 'ms',
      value: quantile(keys, 0.95),
      atMost: 100,
    }),
    row({ what: 'Biggest cluster: rows in the page', unit: 'rows', value: domRows, atMost: 200 }),
    row({
      what: 'Biggest cluster: answer of the API, not compressed',
      unit: 'bytes',
      value: Buffer.byteLength(text),
      atMost: 1_048_576,
    }),
    row({
      what: 'Overview: answer of the API, not compressed',
      unit: 'bytes',
      value: Buffer.byteLength(whole.text),
    }),
  ]
}

/** A word that some of the names hold and most do not; failing that, a whole name. */
function wordIn(names: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const word of names.flatMap((name) => [...new Set(name.split('-'))])) {
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  const telling = [...counts].filter(([word, count]) => word.length > 4 && count < names.length / 10)
  const [found] = telling.sort(([, a], [, b]) => b - a)[0] ?? []
  return found ?? names[0] ?? ''
}

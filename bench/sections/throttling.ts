import { setTimeout as wait } from 'node:timers/promises'
import type { Parts } from '@/lib/api/answer'
import { median } from '../report/quantile.ts'
import { row } from '../report/row.ts'
import type { Section } from '../section.ts'
import { place, startConsole } from '../stage/console.ts'
import { countOf, startSimulator } from '../stage/simulator.ts'

const runs = 15
const probability = 0.2

/** What the page of one service reads, and the list that it is opened from. */
const reads = [
  '/clusters/shop-prod/services',
  '/clusters/shop-prod/services/web',
  '/clusters/shop-prod/services/web/tasks',
  '/clusters/shop-prod/services/web/metrics',
]

/** As often as such a page asks again while something is missing. */
const pollMs = 3_000
const giveUpMs = 60_000

/** A page of a console that knows nothing, while AWS throttles one call in five. */
export const throttling: Section = {
  name: 'throttling',
  run: async ({ say }) => {
    const calm = await open(0)
    const throttled = await open(probability)
    return [
      row({
        what: 'One call in five throttled: the page is complete after',
        unit: 'ms',
        value: median(throttled.times),
        against: { name: 'not throttled', value: median(calm.times) },
        atMost: 3_000,
        note: `scenario demo; median of ${runs}, worst ${Math.round(Math.max(...throttled.times))} ms`,
      }),
      row({
        what: 'One call in five throttled: AWS calls till then',
        unit: 'calls',
        value: sum(throttled.calls) / runs,
        against: { name: 'not throttled', value: sum(calm.calls) / runs },
        ratioAtMost: 1.3,
      }),
    ]

    async function open(share: number): Promise<{ times: number[]; calls: number[] }> {
      const [times, calls]: [number[], number[]] = [[], []]
      await using simulator = await startSimulator()
      for (let run = 1; run <= runs; run++) {
        // Which calls are throttled is drawn anew.
        await simulator.play('demo', { seed: run })
        await using console = await startConsole(simulator.url)
        if (share > 0) {
          await simulator.addFaults([{ operation: '*', error: 'ThrottlingException', probability: share }])
        }
        await simulator.forgetCalls()
        times.push(await timeTillComplete(console.origin))
        calls.push(countOf(await simulator.calls()))
        say(
          `throttling, ${share}, ${run} of ${runs}: ${Math.round(times.at(-1) ?? 0)} ms, ${calls.at(-1)} calls`,
        )
      }
      return { times, calls }
    }
  },
}

const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0)

/** Asks for everything, and again for what is missing, as a page does; gives the time till nothing is (ms). */
async function timeTillComplete(origin: string): Promise<number> {
  const from = performance.now()
  let missing = reads
  while (performance.now() - from < giveUpMs) {
    const whole = await Promise.all(missing.map((path) => isWhole(`${origin}/api${place}${path}`)))
    missing = missing.filter((_, index) => whole[index] !== true)
    if (missing.length === 0) return performance.now() - from
    await wait(pollMs)
  }
  throw new Error(`${missing.join(', ')} never was complete`)
}

async function isWhole(url: string): Promise<boolean> {
  const response = await fetch(url)
  const answer = (await response.json()) as { complete?: boolean; parts?: Parts }
  const flawed = Object.values(answer.parts ?? {}).some(({ error }) => error !== undefined)
  return response.ok && answer.complete !== false && !flawed
}

import { setTimeout as wait } from 'node:timers/promises'
import { quietService } from '../estate/survey.ts'
import { row } from '../report/row.ts'
import type { Section } from '../section.ts'
import { place } from '../stage/console.ts'
import { type Calls, countOf } from '../stage/simulator.ts'
import { startStage } from '../stage/stage.ts'
import { habitsOf } from '../traffic/habits.ts'
import { startViewers } from '../traffic/viewers.ts'

const many = 200
const settleMs = 6_000
/** Long, since what is looked at is read every three seconds: one reading more or less is a tenth of half a minute's. */
const measuredMs = 90_000

/** AWS calls while one person, then two hundred look at the same service. */
export const viewers: Section = {
  name: 'viewers',
  run: async ({ chromium, scenario, say }) => {
    await using stage = await startStage({ scenario, scale: 0.2 })
    const { console, simulator } = stage
    const { cluster, service } = await quietService(simulator)
    const page = `${console.origin}${place}/clusters/${cluster}/services/${service}/tasks`
    const habits = await habitsOf(chromium, page)
    const addresses = habits.reads.map(({ url }) => new URL(url).pathname.replace(`/api${place}`, ''))
    say(`viewers: it ${habits.stream ? 'holds a stream and ' : ''}reads ${addresses.join(', ')}`)

    async function callsOf(count: number): Promise<{ calls: Calls; failed: number; asked: number }> {
      const crowd = startViewers(count, habits)
      await wait(settleMs)
      await simulator.forgetCalls()
      await wait(measuredMs)
      const calls = await simulator.calls()
      await crowd.stop()
      say(`viewers: ${count}, ${countOf(calls)} calls of AWS, ${crowd.asked()} requests of ours`)
      return { calls, failed: crowd.failed(), asked: crowd.asked() }
    }
    const alone = await callsOf(1)
    const crowd = await callsOf(many)
    const extra = (perMinute(crowd.calls) - perMinute(alone.calls)) / (many - 1)
    return [
      row({
        what: `AWS calls a minute with ${many} viewers of one service`,
        unit: 'calls',
        value: perMinute(crowd.calls),
        against: { name: '1 viewer', value: perMinute(alone.calls) },
        ratioAtMost: 1.1,
        note: `scenario ${stage.scenario}`,
      }),
      row({
        what: 'AWS calls a minute for each viewer more, in whole calls',
        unit: 'calls',
        value: Math.max(0, Math.round(extra)),
        atMost: 0,
        note: extra.toFixed(2),
      }),
      row({
        what: `Failed requests of ${many} viewers`,
        unit: 'requests',
        value: crowd.failed,
        atMost: 0,
        note: `of ${crowd.asked.toLocaleString('en')}`,
      }),
    ]
  },
}

const perMinute = (calls: Calls) => (countOf(calls) * 60_000) / measuredMs

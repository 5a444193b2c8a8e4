import { setTimeout as wait } from 'node:timers/promises'
import { api } from '../estate/api.ts'
import { isComplete, isKnown, type Services } from '../estate/completion.ts'
import { fewestCalls, fewestEcsCalls, servicesIn, surveyOf, tasksIn } from '../estate/survey.ts'
import { notMeasured, row } from '../report/row.ts'
import type { Section } from '../section.ts'
import { startConsole } from '../stage/console.ts'
import { type Calls, countOf, startSimulator } from '../stage/simulator.ts'
import { playOrDemo } from '../stage/stage.ts'

/** Target health is read at a quarter of 10 a second: 600 target groups take four minutes. */
const atMostMs = 270_000

/** A console that knows nothing reads an estate of 1,000 services: how many calls, beside the fewest that can do. */
export const cold: Section = {
  name: 'cold',
  run: async ({ scenario, say }) => {
    await using simulator = await startSimulator()
    const played = await playOrDemo(simulator, scenario, 0.2)
    const survey = await surveyOf(simulator)
    await using console = await startConsole(simulator.url)
    await simulator.forgetCalls()
    const from = performance.now()
    let complete: { ms: number; calls: Calls } | undefined
    let known: { ms: number; calls: Calls } | undefined
    let unknown = 0
    while (known === undefined && performance.now() - from < atMostMs) {
      const { answer } = await api<Services>(console.origin, '/services')
      const [ms, calls] = [performance.now() - from, await simulator.calls()]
      if (complete === undefined && isComplete(answer)) {
        complete = { ms, calls }
        say(`cold: every service described after ${Math.round(ms / 1_000)} s`)
      }
      if (isKnown(answer)) known = { ms, calls }
      unknown = answer.items.filter(({ health }) => health.level === 'unknown').length
      await wait(500)
    }
    const what = `Cold estate of ${servicesIn(survey)} services and ${tasksIn(survey)} tasks`
    if (complete === undefined) return [notMeasured(what, '≤ 1.05 × the fewest', 'it never was complete')]
    // Once described, services are read again while target health still comes in; those are no calls of the first read.
    const ecs = countOf(complete.calls, 'ecs')
    const elbv2 = known && countOf(known.calls, 'elbv2')
    return [
      row({
        what: `${what}: AWS calls till every verdict is known`,
        unit: 'calls',
        value: elbv2 === undefined ? undefined : ecs + elbv2,
        against: { name: 'the fewest', value: fewestCalls(survey) },
        ratioAtMost: 1.05,
        note: `scenario ${played}; in all, refreshes included: ${breakdown(known?.calls ?? (await simulator.calls()))}`,
      }),
      row({
        what: `${what}: ECS calls till every service is described`,
        unit: 'calls',
        value: ecs,
        against: { name: 'the fewest', value: fewestEcsCalls(survey) },
      }),
      row({ what: `${what}: every service described after`, unit: 'ms', value: complete.ms }),
      row({
        what: `${what}: every verdict known after`,
        unit: 'ms',
        value: known?.ms,
        ...(known === undefined && { note: `after ${atMostMs / 1_000} s ${unknown} still are unknown` }),
      }),
    ]
  },
}

/** "DescribeServices 103, ListTasks 40": what was called, most first. */
function breakdown(calls: Calls): string {
  return Object.entries(calls)
    .filter(([name]) => /^(ecs|elbv2)\./.test(name))
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name.slice(name.indexOf('.') + 1)} ${count}`)
    .join(', ')
}

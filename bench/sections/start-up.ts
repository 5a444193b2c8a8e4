import { median } from '../report/quantile.ts'
import { row } from '../report/row.ts'
import type { Section } from '../section.ts'
import { place, spawnConsole } from '../stage/console.ts'
import { startBareNext, writeRows } from '../stage/references.ts'
import { startSimulator } from '../stage/simulator.ts'
import { playOrDemo } from '../stage/stage.ts'

const runs = 5

/** From the spawn of the process till it says that it is ready, and till the first page was answered in full. */
export const startUp: Section = {
  name: 'start-up',
  run: async ({ scenario, say }) => {
    await using simulator = await startSimulator()
    const played = await playOrDemo(simulator, scenario, 0.2)
    writeRows('estate', '{"items":[]}')
    const ready: number[] = []
    const page: number[] = []
    const bare: number[] = []
    for (let run = 1; run <= runs; run++) {
      {
        await using console = await spawnConsole(simulator.url)
        await console.child.answers(`${console.origin}/readyz`, 60_000, 5)
        ready.push(performance.now() - console.child.startedAt)
        await (await fetch(`${console.origin}${place}`)).text()
        page.push(performance.now() - console.child.startedAt)
      }
      {
        // It is waited for by asking for its page.
        await using next = await startBareNext()
        bare.push(performance.now() - next.child.startedAt)
      }
      say(`start-up ${run} of ${runs}`)
    }
    return [
      row({
        what: 'Spawn → `/readyz` says 200',
        unit: 'ms',
        value: median(ready),
      }),
      row({
        what: 'Spawn → first page in full (the overview)',
        unit: 'ms',
        value: median(page),
        against: { name: 'bare Next', value: median(bare) },
        note: `scenario ${played}; the page waits at most 1 s for AWS`,
      }),
    ]
  },
}

import { readArguments } from './arguments.ts'
import { machineLine } from './report/machine.ts'
import { type Measured, writePage } from './report/page.ts'
import { tableOf, tallyOf } from './report/table.ts'
import { sections } from './sections.ts'

// `node build/bench/main.js [--only weight,tables] [--scenario demo] [--write]`, from the root of the repository, with
// everything built; `npm run bench` sees to that. CHROMIUM_PATH is the browser.
const { only, write, scenario } = readArguments(
  process.argv.slice(2),
  sections.map(({ name }) => name),
)
const chromium = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
const say = (line: string) => process.stderr.write(`  ${line}\n`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))

const measured: Measured[] = []
for (const { name, run } of sections.filter((section) => only.includes(section.name))) {
  const from = performance.now()
  process.stderr.write(`${name}\n`)
  try {
    const rows = await run({ chromium, scenario, say })
    measured.push({ name, rows, machine: machineLine(chromium) })
  } catch (error) {
    process.exitCode = 1
    process.stderr.write(`${name} failed: ${error instanceof Error ? error.stack : String(error)}\n`)
  }
  say(`${Math.round((performance.now() - from) / 1_000)} s`)
}

const rows = measured.flatMap((section) => section.rows)
process.stdout.write(`\n${tableOf(rows)}\n\n${tallyOf(rows)}. ${machineLine(chromium)}\n`)
if (write) writePage(measured)

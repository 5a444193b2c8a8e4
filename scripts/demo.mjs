// npm run demo: the simulated AWS and the console, from a bare clone. `-- --check` exits 0 once the verdicts are right.
import { checkVerdicts } from './check-verdicts.mjs'
import { ensurePages, ensureServers, fail } from './set-up.mjs'
import { demoPorts, startDemo } from './start-demo.mjs'

const unknown = process.argv.slice(2).filter((arg) => arg !== '--check')
if (unknown.length > 0) fail(`npm run demo knows only --check, not ${unknown.join(' ')}.`)

const ports = await demoPorts()
ensureServers()
ensurePages()
const group = await startDemo(ports)

if (process.argv.includes('--check')) {
  const wrong = await checkVerdicts(`http://127.0.0.1:${ports.port}`, 60_000)
  for (const line of wrong) console.error(line)
  console.log(
    wrong.length === 0 ? 'All verdicts of the demo are right.' : 'The verdicts of the demo are wrong.',
  )
  await group.stop(wrong.length === 0 ? 0 : 1)
}

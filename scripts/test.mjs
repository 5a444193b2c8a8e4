// npm test: format, lint, types, unit + simulator + BFF tests, browser tests. Ends with `N passed, N failed`.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureChromium } from './chromium.mjs'
import { ensurePages, ensureServers, root, withoutAws } from './set-up.mjs'

const results = join(root, 'build', 'results')
const env = { ...withoutAws(process.env), NEXT_TELEMETRY_DISABLED: '1', CI: process.env.CI ?? '' }
for (const name of Object.keys(env)) if (name.startsWith('QUAYSIDE_')) delete env[name]
const bin = (name) => join(root, 'node_modules', '.bin', name)
let passed = 0
let failed = 0

function step(title, command, args, more = {}) {
  console.log(`\n── ${title}`)
  return (
    spawnSync(command, args, { cwd: root, env: { ...env, ...more }, stdio: ['ignore', 'inherit', 'inherit'] })
      .status === 0
  )
}

function check(title, command, args) {
  if (step(title, command, args)) passed++
  else failed++
}

/** Adds a runner's own counts; a runner that failed without a failed test of its own counts as one failure. */
function count(ok, file, read) {
  let counts = { passed: 0, failed: 0 }
  try {
    counts = read(JSON.parse(readFileSync(join(results, file), 'utf8')))
  } catch (error) {
    console.error(`No results in ${file}: ${error.message}`)
  }
  passed += counts.passed
  failed += counts.failed
  if ((!ok || counts.passed === 0) && counts.failed === 0) failed++
}

ensureServers()
ensurePages()
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

check('Format', bin('prettier'), ['--check', '--log-level', 'warn', '.'])
check('Lint', bin('oxlint'), ['--type-aware', '--quiet'])
check('Types', bin('tsc'), ['--noEmit', '-p', '.'])

const units = step('Rules, simulator and BFF', bin('vitest'), [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${join(results, 'vitest.json')}`,
])
count(units, 'vitest.json', ({ numPassedTests, numFailedTests }) => ({
  passed: numPassedTests,
  failed: numFailedTests,
}))

let chromium
try {
  chromium = await ensureChromium()
} catch (error) {
  console.error(error.message)
}
if (chromium) {
  const pages = step('Pages in a browser', bin('playwright'), ['test'], {
    CHROMIUM_PATH: chromium,
    PLAYWRIGHT_JSON_OUTPUT_FILE: join(results, 'playwright.json'),
  })
  count(pages, 'playwright.json', ({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
  }))
} else failed++

console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

// npm run bench: measures the console beside its references. `-- --only weight,tables` measures some of it, `-- --write`
// puts the tables into docs/performance.md. See that page for what is measured, and how.
import { join } from 'node:path'
import { ensureChromium } from './chromium.mjs'
import { ensurePages, ensureRoom, ensureServers, fail, root, run, withoutAws } from './set-up.mjs'

const bin = (name) => join(root, 'node_modules', '.bin', name)
const env = withoutAws(process.env)
for (const name of Object.keys(env)) if (name.startsWith('QUAYSIDE_')) delete env[name]

/** Packages of its own lock file, in a folder of its own: nothing of them is in the product. */
function install(folder) {
  console.log(`Installing the packages of ${folder} …`)
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  run('npm', ['ci', '--prefix', folder, ...flags], `npm ci in ${folder}`)
}

ensureServers()
ensurePages()
ensureRoom('references', 'build/bench/rival/index.html', () => {
  install('bench')
  install('bench/rival')
  run('npm', ['run', '--silent', 'build', '--prefix', 'bench/rival'], 'vite build', env)
  run(bin('next'), ['build', 'bench/bare-next'], 'next build', env)
})
ensureRoom('bench', 'build/bench/main.js', () => run(bin('tsc'), ['-p', 'bench/tsconfig.build.json'], 'tsc'))

const chromium = await ensureChromium().catch((error) => fail(error.message))
run(process.execPath, ['build/bench/main.js', ...process.argv.slice(2)], 'The benchmark', {
  ...env,
  CHROMIUM_PATH: chromium,
})

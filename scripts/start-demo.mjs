// The two processes of the demo, shared by `npm run demo` and `npm run dev`.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answers, mustBeFree, portFrom, processGroup } from './processes.mjs'
import { fail, root, withoutAws } from './set-up.mjs'

/** The ports of the demo, checked before anything is built. */
export async function demoPorts() {
  const port = portFrom('PORT', 3000)
  const simPort = portFrom('SIM_PORT', 4566)
  if (port === simPort) fail(`PORT and SIM_PORT are both ${port}; they must differ.`)
  await mustBeFree(port, 'PORT', 'the console')
  await mustBeFree(simPort, 'SIM_PORT', 'the simulated AWS')
  return { port, simPort }
}

function writeConfig({ port, simPort }) {
  const config = join(root, 'build', `demo-${port}.yaml`)
  mkdirSync(join(root, 'build'), { recursive: true })
  writeFileSync(
    config,
    `access: full
accounts:
  - name: demo
    regions: [eu-west-1]
    endpoint: http://127.0.0.1:${simPort}
    credentials: { accessKeyId: "111122223333", secretAccessKey: simulated }
`,
  )
  return config
}

/** Starts the simulated AWS with scenario `demo`, then the console; returns the group when both answer. */
export async function startDemo(ports, { dev = false } = {}) {
  const { port, simPort } = ports
  const env = { ...withoutAws(process.env), NODE_ENV: dev ? 'development' : 'production' }
  for (const name of Object.keys(env)) if (name.startsWith('QUAYSIDE_')) delete env[name]

  const group = processGroup()
  const must = async (what, url, withinMs) => {
    if (await answers(url, withinMs, group.isStopping)) return
    if (!group.isStopping()) console.error(`${what} did not answer within ${withinMs / 1000} s.`)
    await group.stop(1)
  }
  group.start(
    'The simulated AWS',
    ['build/simulator/main.js', '--port', String(simPort), '--scenario', 'demo'],
    env,
  )
  await must('The simulated AWS', `http://127.0.0.1:${simPort}/_sim/111122223333/eu-west-1/calls`, 30_000)
  // Nothing real is behind it, so it needs no token.
  const args = ['build/front-door/main.js', '--without-token', ...(dev ? ['--dev'] : [])]
  group.start('The console', args, {
    ...env,
    PORT: String(port),
    QUAYSIDE_CONFIG: writeConfig(ports),
  })
  await must('The console', `http://127.0.0.1:${port}/readyz`, 60_000)
  console.log(
    `\nQuayside: http://localhost:${port}  (a simulated AWS; nothing real behind it)\nCtrl-C stops both.`,
  )
  return group
}

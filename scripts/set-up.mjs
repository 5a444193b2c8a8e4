// What every command does first: the right Node, the packages of the lock file, a build that is not stale.
// Plain JavaScript without dependencies, because on a bare clone there are none yet.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

const packages = ['package.json', 'package-lock.json']
const rooms = {
  servers: ['front-door', 'simulator', 'lib/api', 'tsconfig.json', 'tsconfig.build.json', ...packages],
  pages: [
    'app',
    'components',
    'lib',
    'public',
    'instrumentation.ts',
    'next.config.js',
    'postcss.config.mjs',
    'tsconfig.json',
    ...packages,
  ],
  // `npm run bench` alone builds these: what measures, and what is measured against.
  bench: ['bench'],
  references: [
    'bench/package.json',
    'bench/package-lock.json',
    'bench/rival',
    'bench/bare-next',
    ...packages,
  ],
}

/** What installing and building leave among the sources. */
const leftBehind = new Set(['node_modules', '.next', 'next-env.d.ts', 'tsconfig.tsbuildinfo'])

export function fail(message) {
  console.error(message)
  process.exit(1)
}

/** Runs a program to its end, showing what it prints; ends this one when it fails. */
export function run(command, args, what, env = process.env) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    env: { ...env, NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (error) fail(`${what}: ${error.message}`)
  if (status !== 0) fail(`${what} failed.`)
}

function ensureNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  fail(`Quayside needs Node 20.19 or later; this is ${process.versions.node}.`)
}

const hashOf = (...texts) => {
  const hash = createHash('sha256')
  for (const text of texts) hash.update(text).update('\0')
  return hash.digest('hex')
}

const readStamp = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '')

/** Installs exactly what the lock file says, when it is not installed yet. */
export function ensureInstalled() {
  ensureNode()
  const stamp = join(root, 'node_modules', '.quayside-installed')
  const wanted = hashOf(
    ...packages.map((name) => readFileSync(join(root, name))),
    process.version,
    process.platform,
  )
  if (readStamp(stamp) === wanted) return
  console.log('Installing packages …')
  // No package needs an install script, so none runs.
  run(
    'npm',
    ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    'npm ci',
  )
  writeFileSync(stamp, wanted)
}

function* filesUnder(path) {
  const full = join(root, path)
  if (!existsSync(full)) return
  if (statSync(full).isFile()) yield path
  else
    for (const name of readdirSync(full).sort()) {
      if (!leftBehind.has(name)) yield* filesUnder(`${path}/${name}`)
    }
}

function sourcesOf(room) {
  const hash = createHash('sha256').update(process.version)
  for (const path of rooms[room]) {
    for (const file of filesUnder(path)) {
      if (/\.test\.tsx?$/.test(file)) continue
      hash
        .update(file)
        .update('\0')
        .update(readFileSync(join(root, file)))
        .update('\0')
    }
  }
  return hash.digest('hex')
}

/** Builds a room when its sources changed or its output is not there. */
export function ensureRoom(room, output, build) {
  const stamp = join(root, 'build', `${room}.stamp`)
  const wanted = sourcesOf(room)
  if (readStamp(stamp) === wanted && existsSync(join(root, output))) return
  console.log(`Building the ${room} …`)
  build()
  mkdirSync(join(root, 'build'), { recursive: true })
  writeFileSync(stamp, wanted)
}

const bin = (name) => join(root, 'node_modules', '.bin', name)

/** Emits front door and simulator to `build/` when their sources changed. */
export function ensureServers() {
  ensureInstalled()
  ensureRoom('servers', 'build/simulator/main.js', () =>
    run(bin('tsc'), ['-p', 'tsconfig.build.json'], 'tsc'),
  )
}

/** Builds the pages with Next when their sources changed. */
export function ensurePages() {
  ensureInstalled()
  ensureRoom('pages', '.next/BUILD_ID', () =>
    run(bin('next'), ['build'], 'next build', withoutAws(process.env)),
  )
}

/** The SDK's notice of the end of Node 20 would stand in front of what we have to say. */
export const quietSdk = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' }

/**
 * An environment in which nothing can reach a real AWS account: every `AWS_*` variable is gone, `~/.aws` is not read,
 * the metadata service is not asked.
 */
export function withoutAws(env) {
  const clean = Object.fromEntries(Object.entries(env).filter(([name]) => !/^AWS_/i.test(name)))
  const nowhere = process.platform === 'win32' ? 'NUL' : '/dev/null'
  return {
    ...clean,
    AWS_CONFIG_FILE: nowhere,
    AWS_SHARED_CREDENTIALS_FILE: nowhere,
    AWS_EC2_METADATA_DISABLED: 'true',
    ...quietSdk,
  }
}

import { mkdirSync, writeFileSync } from 'node:fs'
import { type Child, startChild } from './child.ts'
import { freePort } from './port.ts'

/** The folder from which both references read their lists, one file each: `estate.json`, `1000.json`. */
const folder = 'build/bench/rows'

/** Something that serves a page with a list of services; `?rows=NAME` says which. */
export type ReferencePage = AsyncDisposable & { origin: string; child: Child }

/** Gives the references a list, in the shape of our own API's answer. */
export function writeRows(name: string, answer: string): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}/${name}.json`, answer)
}

/** The page in the AWS console's own design system, behind a small static server that compresses once. */
export async function startCloudscape(): Promise<ReferencePage> {
  return start((port) => ['build/bench/servers/static-site.js', 'build/bench/rival', String(port)])
}

/** The bare Next list, by `next start`. */
export async function startBareNext(): Promise<ReferencePage> {
  return start((port) => ['node_modules/next/dist/bin/next', 'start', 'bench/bare-next', '-p', String(port)])
}

async function start(argsFor: (port: number) => string[]): Promise<ReferencePage> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const child = startChild(argsFor(port), { BENCH_ROWS: `${process.cwd()}/${folder}` })
  const stop = () => child[Symbol.asyncDispose]()
  try {
    await child.answers(origin)
  } catch (error) {
    await stop()
    throw error
  }
  return { origin, child, [Symbol.asyncDispose]: stop }
}

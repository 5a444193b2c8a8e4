import { setTimeout as wait } from 'node:timers/promises'
import { api } from '../estate/api.ts'
import { median, quantile } from '../report/quantile.ts'
import { notMeasured, type Row, row } from '../report/row.ts'
import type { Bench, Section } from '../section.ts'
import { type Child, openSockets, residentBytes, startChild } from '../stage/child.ts'
import { type Console, place, startConsole } from '../stage/console.ts'
import { freePort } from '../stage/port.ts'
import { type Simulator, startSimulator } from '../stage/simulator.ts'
import { openStream, type Stream } from '../traffic/stream.ts'

const clients = 500
const rounds = 3
const changes = 5
const cycles = 1_000
const stalled = 20
const stalledMs = 15_000

/** What is shown while the console has no streams. */
const goals: [string, string][] = [
  [`${clients} streams: resident memory of each`, '≤ 2 × bare Node'],
  [`${clients} streams: from the first client told to each other one, p99`, '≤ 200 ms'],
  ['1,000 streams came and went: sockets left', '≤ 0 sockets'],
  [`${stalled} readers that never read: memory grown`, '≤ 50.0 MB'],
]

/** Streams of changes: what each costs, how evenly a change reaches all, what is left when they are gone. */
export const streams: Section = {
  name: 'streams',
  run: async ({ say }) => {
    await using simulator = await startSimulator()
    await simulator.play('demo')
    const why = await absence(simulator)
    if (why !== undefined) return goals.map(([what, goal]) => notMeasured(what, goal, why))
    const [ours, bare]: [Measured[], Measured[]] = [[], []]
    for (let round = 1; round <= rounds; round++) {
      say(`streams, ${clients} clients, ${round} of ${rounds}`)
      ours.push(await measureOurs(simulator))
      bare.push(await measureBare())
    }
    const memory = (all: Measured[]) => median(all.flatMap(({ bytesEach }) => bytesEach ?? []))
    const delivery = (all: Measured[]) =>
      quantile(
        all.flatMap(({ delays }) => delays),
        0.99,
      )
    return [
      row({
        what: `${clients} streams: resident memory of each`,
        unit: 'bytes',
        value: memory(ours),
        against: { name: 'bare Node', value: memory(bare) },
        ratioAtMost: 2,
      }),
      row({
        what: `${clients} streams: from the first client told to each other one, p99`,
        unit: 'ms',
        value: delivery(ours),
        against: { name: 'bare Node', value: delivery(bare) },
        atMost: 200,
      }),
      ...(await remains({ say }, simulator)),
    ]
  },
}

type Measured = { bytesEach: number | undefined; delays: number[] }

const addressOf = ({ origin }: Console) => `${origin}/api${place}/changes`

/** Why there is nothing to measure, or undefined. */
async function absence(simulator: Simulator): Promise<string | undefined> {
  await using console = await startConsole(simulator.url)
  const { status, contentType, close } = await openStream(addressOf(console))
  close()
  return status === 200 && contentType.startsWith('text/event-stream')
    ? undefined
    : `GET …/changes answers ${status} ${contentType}`
}

async function measureOurs(simulator: Simulator): Promise<Measured> {
  await using console = await startConsole(simulator.url)
  // Awaited here, or the process would be ended under it.
  return await measure(addressOf(console), console.child, (turn) => scale(console, turn))
}

async function measureBare(): Promise<Measured> {
  const port = await freePort()
  await using child = startChild(['build/bench/servers/bare-stream.js', String(port)])
  const url = `http://127.0.0.1:${port}/`
  await child.answers(`${url}ready`)
  return await measure(url, child, async () => void (await fetch(`${url}tell`, { method: 'POST' })))
}

/** Something changes, and the console knows: a service gets one task more or one less. */
async function scale({ origin }: Console, turn: number): Promise<void> {
  // What nobody asks for is not watched.
  await api(origin, '/clusters/shop-prod/services')
  const response = await fetch(`${origin}/api${place}/clusters/shop-prod/services/reports/scale`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-quayside': '1', origin },
    body: JSON.stringify({ desiredCount: 2 + (turn % 2) }),
  })
  await response.arrayBuffer()
  if (!response.ok) throw new Error(`scaling answered ${response.status}`)
}

async function measure(
  url: string,
  child: Child,
  change: (turn: number) => Promise<void>,
): Promise<Measured> {
  // The first ones make Node load and compile what all need.
  for (const each of await openMany(url, 50)) each.close()
  await wait(2_000)
  const before = residentBytes(child.pid)
  let arrivals: number[] = []
  const open = await openMany(url, clients, (name, at) => {
    if (name === 'changed') arrivals.push(at)
  })
  await wait(3_000)
  const after = residentBytes(child.pid)
  const delays: number[] = []
  for (let turn = 0; turn < changes; turn++) {
    arrivals = []
    await change(turn)
    await wait(2_500)
    const first = Math.min(...arrivals)
    delays.push(...arrivals.map((at) => at - first))
  }
  for (const each of open) each.close()
  const bytesEach = before === undefined || after === undefined ? undefined : (after - before) / clients
  return { bytesEach, delays }
}

/** Opens so many streams, fifty at a time. */
async function openMany(
  url: string,
  count: number,
  onEvent: (name: string, at: number) => void = () => {},
): Promise<Stream[]> {
  const open: Stream[] = []
  while (open.length < count) {
    const some = Array.from({ length: Math.min(50, count - open.length) }, () =>
      openStream(url, ({ name, at }) => onEvent(name, at)),
    )
    open.push(...(await Promise.all(some)))
  }
  const refused = open.find(({ status }) => status !== 200)
  if (refused !== undefined) throw new Error(`A stream was answered ${refused.status}.`)
  return open
}

/** What is left of a thousand streams that came and went, and what readers that never read pile up. */
async function remains({ say }: Pick<Bench, 'say'>, simulator: Simulator): Promise<Row[]> {
  await using console = await startConsole(simulator.url)
  const { pid } = console.child
  for (const each of await openMany(addressOf(console), 50)) each.close()
  // Our own connection, by which the console was waited for, is gone by then too.
  await wait(6_000)
  const before = { sockets: openSockets(pid), rss: residentBytes(pid) }
  say(`streams, ${cycles} come and go`)
  for (let done = 0; done < cycles; done += 50) {
    for (const each of await openMany(addressOf(console), 50)) each.close()
  }
  await wait(3_000)
  const after = { sockets: openSockets(pid), rss: residentBytes(pid) }

  // The changes themselves make a process grow; what readers that read leave behind is the measure for the others.
  say(`streams, ${stalled} read`)
  const readers = await openMany(addressOf(console), stalled)
  const usual = await growthWhileChanging(console)
  for (const each of readers) each.close()
  say(`streams, ${stalled} never read`)
  const stuck = await openMany(addressOf(console), stalled)
  for (const each of stuck) each.stall()
  const grown = await growthWhileChanging(console)
  for (const each of stuck) each.close()
  return [
    row({
      what: `${cycles.toLocaleString('en')} streams came and went: sockets left`,
      unit: 'sockets',
      value: difference(after.sockets, before.sockets),
      atMost: 0,
    }),
    row({
      what: `${cycles.toLocaleString('en')} streams came and went: memory grown`,
      unit: 'bytes',
      value: difference(after.rss, before.rss),
    }),
    row({
      what: `${stalled} readers that never read, ${stalledMs / 1_000} s: memory grown`,
      unit: 'bytes',
      value: grown,
      against: { name: 'readers that read', value: usual },
      atMost: 50 * 1_048_576,
      note: 'more than sockets hold is a test’s matter',
    }),
  ]
}

/** How much memory a console takes (bytes) while something changes each second. */
async function growthWhileChanging(console: Console): Promise<number | undefined> {
  const before = residentBytes(console.child.pid)
  const end = performance.now() + stalledMs
  for (let turn = 0; performance.now() < end; turn++) {
    await scale(console, turn)
    // Within the share of AWS's limit on writes that the console allows itself.
    await wait(1_000)
  }
  return difference(residentBytes(console.child.pid), before)
}

function difference(after: number | undefined, before: number | undefined): number | undefined {
  return after === undefined || before === undefined ? undefined : after - before
}

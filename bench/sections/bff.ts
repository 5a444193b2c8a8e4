import { api } from '../estate/api.ts'
import { isComplete, servicesOnce, type Services } from '../estate/completion.ts'
import { median } from '../report/quantile.ts'
import { type Row, row } from '../report/row.ts'
import { shown } from '../report/unit.ts'
import type { Section } from '../section.ts'
import { startChild } from '../stage/child.ts'
import { place } from '../stage/console.ts'
import { freePort } from '../stage/port.ts'
import { startBareNext, writeRows } from '../stage/references.ts'
import { startStage } from '../stage/stage.ts'
import { type Shot, shoot } from '../traffic/cannon.ts'

const rounds = 3
const wantedBytes = 200_000
const servers = ['Quayside', 'bare Node', 'Next route handler'] as const
type Server = (typeof servers)[number]

type Way = { name: string; headers: (etag: string) => Record<string, string>; status: number }
const ways: Way[] = [
  { name: 'plain', headers: () => ({}), status: 200 },
  { name: 'gzip', headers: () => ({ 'accept-encoding': 'gzip' }), status: 200 },
  { name: '304', headers: (etag) => ({ 'if-none-match': etag }), status: 304 },
]

/** An answer that the console has in memory, beside bare Node and a Next route handler that serve the same bytes. */
export const bff: Section = {
  name: 'bff',
  run: async ({ scenario, say }) => {
    await using stage = await startStage({ scenario, scale: 0.2 })
    const listed = await servicesOnce(stage.console.origin, isComplete, 120_000)
    if (listed === undefined) throw new Error('The list of services did not become complete.')
    // Nothing happens any more, so that an answer's tag stays what it is.
    await stage.simulator.speed(0)
    const { path, text } = await answerNear(stage.console.origin, listed.answer)
    writeRows('estate', text)
    const port = await freePort()
    const file = 'build/bench/rows/estate.json'
    await using bare = startChild(['build/bench/servers/bare-answer.js', file, String(port)])
    await bare.answers(`http://127.0.0.1:${port}`)
    await using next = await startBareNext()
    const urls: Record<Server, string> = {
      Quayside: `${stage.console.origin}/api${place}${path}`,
      'bare Node': `http://127.0.0.1:${port}/`,
      'Next route handler': `${next.origin}/rows/estate.json`,
    }
    const shots = new Map<string, Shot[]>()
    for (let round = 1; round <= rounds; round++) {
      for (const way of ways) {
        for (const server of servers) {
          say(`bff, ${way.name}, ${round} of ${rounds}: ${server}`)
          const key = `${server} ${way.name}`
          const shot = await shoot(urls[server], way.headers(await etagOf(urls[server])), way.status)
          shots.set(key, [...(shots.get(key) ?? []), shot])
        }
      }
    }
    const of = (server: Server, way: Way) => shots.get(`${server} ${way.name}`) ?? []
    return ways.flatMap((way) => rowsOfWay(way, text, (server) => of(server, way)))
  },
}

const distance = ({ text }: { text: string }) => Math.abs(Math.log(text.length / wantedBytes))

/** The list of services, of one cluster or of all, that is nearest to 200 KB. */
async function answerNear(origin: string, { items }: Services): Promise<{ path: string; text: string }> {
  const clusters = [...new Set(items.map(({ clusterName }) => clusterName))]
  const paths = ['/services', ...clusters.map((name) => `/clusters/${name}/services`)]
  const answers = await Promise.all(
    paths.map(async (path) => ({ path, text: (await api(origin, path)).text })),
  )
  return answers.reduce((best, each) => (distance(each) < distance(best) ? each : best))
}

async function etagOf(url: string): Promise<string> {
  const response = await fetch(url)
  await response.arrayBuffer()
  return response.headers.get('etag') ?? ''
}

function rowsOfWay({ name, status }: Way, text: string, of: (server: Server) => Shot[]): Row[] {
  const perSecond = (server: Server) => median(of(server).map((shot) => shot.perSecond))
  const p99 = (server: Server) => median(of(server).map((shot) => shot.p99Ms))
  const size = shown(of('Quayside')[0]?.bodyBytes ?? 0, 'bytes')
  const what = `Kept answer of ${shown(text.length, 'bytes')}, ${name}`
  const goal = name === 'plain' || status === 304 ? { ratioAtLeast: 10 } : {}
  return [
    row({
      what,
      unit: 'req/s',
      value: perSecond('Quayside'),
      against: { name: 'Next route handler', value: perSecond('Next route handler') },
      ...goal,
      note: `${size} each with headers`,
    }),
    row({
      what,
      unit: 'req/s',
      value: perSecond('Quayside'),
      against: { name: 'bare Node', value: perSecond('bare Node') },
    }),
    row({
      what: `${what}, p99`,
      unit: 'ms',
      value: p99('Quayside'),
      against: { name: 'bare Node', value: p99('bare Node') },
      note: `Next route handler ${shown(p99('Next route handler') ?? NaN, 'ms')}`,
    }),
  ]
}

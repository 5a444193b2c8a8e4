import type { ListAnswer } from '@/lib/api/answer'
import type { TaskSummary } from '@/lib/task/contract'
import { openTab } from '../browser/chromium.ts'
import { loadOnce } from '../browser/load.ts'
import { bareNext, cloudscape, ours, type Target } from '../browser/target.ts'
import { packedBytes, recordTraffic, wireBytes } from '../browser/traffic.ts'
import { api } from '../estate/api.ts'
import { isComplete, servicesOnce } from '../estate/completion.ts'
import { type Row, row } from '../report/row.ts'
import { shown } from '../report/unit.ts'
import type { Bench, Section } from '../section.ts'
import { place } from '../stage/console.ts'
import { startBareNext, startCloudscape, writeRows } from '../stage/references.ts'
import { startStage } from '../stage/stage.ts'

/** What Chromium fetches for each route before it is quiet, and how many requests come before the first rows. */
export const weight: Section = {
  name: 'weight',
  run: async (bench) => {
    await using stage = await startStage({ scenario: bench.scenario, scale: 0.2 })
    const { origin } = stage.console
    const listed = await servicesOnce(origin, isComplete, 120_000)
    if (listed === undefined) throw new Error('The list of services did not become complete.')
    const { items } = listed.answer
    writeRows('estate', listed.text)
    const rows = await rowsOfList(bench, ours(`${origin}${place}/services`, items.length))
    for (const [name, path] of await routesOf(origin, items)) {
      bench.say(`weight of ${name}`)
      rows.push(await rowOfRoute(bench, name, `${origin}${path}`))
    }
    return rows
  },
}

/** Our list beside the two references, which show the same rows. */
async function rowsOfList({ chromium, say }: Bench, target: Target): Promise<Row[]> {
  await using rival = await startCloudscape()
  await using bare = await startBareNext()
  say('weight of the list and the references')
  const we = await weigh(chromium, target)
  const cloudscapes = await weigh(chromium, cloudscape(rival.origin, 'estate', target.count))
  const bares = await weigh(chromium, bareNext(bare.origin, 'estate', target.count))
  return [
    row({
      what: 'Services list: JS + CSS, gzip -9',
      unit: 'bytes',
      value: we.packed,
      against: { name: 'Cloudscape', value: cloudscapes.packed },
      atMost: 200 * 1_024,
      ratioAtMost: 0.36,
      note: `on the wire ${shown(we.wire, 'bytes')}`,
    }),
    row({
      what: 'Services list: JS + CSS, gzip -9',
      unit: 'bytes',
      value: we.packed,
      against: { name: 'bare Next', value: bares.packed },
    }),
    row({
      what: 'Services list: requests until the first rows',
      unit: 'requests',
      value: we.requests,
      against: { name: 'Cloudscape', value: cloudscapes.requests },
      atMost: 10,
      note: `bare Next ${bares.requests}`,
    }),
  ]
}

async function weigh(chromium: string, target: Target) {
  const { fetched, requestsUntilRows } = await loadOnce(chromium, target, 'desktop')
  return {
    packed: (await packedBytes(fetched, 'Script')) + (await packedBytes(fetched, 'Stylesheet')),
    wire: wireBytes(fetched, 'Script') + wireBytes(fetched, 'Stylesheet'),
    requests: requestsUntilRows,
  }
}

/** Every route with one of its addresses in this estate. */
async function routesOf(
  origin: string,
  services: readonly {
    name: string
    clusterName: string
    taskDefinition: { family: string; revision: number } | null
  }[],
): Promise<[string, string][]> {
  const one = services.find(({ taskDefinition }) => taskDefinition !== null)
  if (one?.taskDefinition == null) throw new Error('No service of the estate has a task definition.')
  const cluster = `/clusters/${one.clusterName}`
  const service = `${cluster}/services/${one.name}`
  const { answer } = await api<ListAnswer<TaskSummary>>(origin, `${cluster}/tasks`)
  const task = answer.items[0]?.taskId
  const family = `/task-definitions/${one.taskDefinition.family}`
  const paths: [string, string][] = [
    ['Overview of one account', ''],
    ['Clusters', '/clusters'],
    ['Cluster', cluster],
    ['Cluster: services', `${cluster}/services`],
    ['Cluster: tasks', `${cluster}/tasks`],
    ['Cluster: instances', `${cluster}/instances`],
    ['Cluster: events', `${cluster}/events`],
    ['Services', '/services'],
    ['Service', service],
    ['Service: tasks', `${service}/tasks`],
    ['Service: deployments', `${service}/deployments`],
    ['Service: events', `${service}/events`],
    ['Service: configuration', `${service}/configuration`],
    ...(task === undefined ? [] : [['Task', `${cluster}/tasks/${task}`] satisfies [string, string]]),
    ['Task definitions', '/task-definitions'],
    ['Task definition: revisions', family],
    ['Task definition: one revision', `${family}/${one.taskDefinition.revision}`],
  ]
  return [
    ['Overview of all', '/'],
    ...paths.map(([name, path]): [string, string] => [name, `${place}${path}`]),
  ]
}

async function rowOfRoute({ chromium }: Bench, name: string, url: string): Promise<Row> {
  await using tab = await openTab(chromium, 'desktop')
  const traffic = recordTraffic(tab)
  await tab.page.goto(url, { waitUntil: 'load' })
  await traffic.idle()
  const fetched = traffic.all()
  const [js, css] = [await packedBytes(fetched, 'Script'), await packedBytes(fetched, 'Stylesheet')]
  const html = wireBytes(fetched, 'Document')
  return row({
    what: `Route “${name}”: JS + CSS, gzip -9`,
    unit: 'bytes',
    value: js + css,
    note: `JS ${shown(js, 'bytes')}, CSS ${shown(css, 'bytes')}, HTML ${shown(html, 'bytes')}; all ${shown(wireBytes(fetched), 'bytes')} in ${fetched.length} requests`,
  })
}

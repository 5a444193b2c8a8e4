import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a row needs of a service; the fields are the ones of Quayside's own API. */
export type Service = {
  arn: string
  name: string
  clusterName: string
  health: { level: string }
  desiredCount: number | null
  runningCount: number | null
  taskDefinition: { family: string; revision: number } | null
  launchType: string | null
}

type Rows = { text: string; etag: string; items: Service[] }

const known = new Map<string, Rows>()

/** A list by its name, from the folder `BENCH_ROWS`, read once; undefined when there is none. */
export function rowsOf(name: string): Rows | undefined {
  const folder = process.env['BENCH_ROWS']
  if (folder === undefined || !/^[a-z0-9-]+$/.test(name)) return undefined
  let rows = known.get(name)
  if (rows === undefined) {
    const text = readFileSync(join(folder, `${name}.json`), 'utf8')
    const etag = `W/"${createHash('sha256').update(text).digest('base64url')}"`
    rows = { text, etag, items: (JSON.parse(text) as { items: Service[] }).items }
    known.set(name, rows)
  }
  return rows
}

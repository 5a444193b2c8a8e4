import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Endpoint } from '@/lib/api/endpoint'
import { reservedSegments } from '@/lib/api/reserved'

const root = fileURLToPath(new URL('../..', import.meta.url))

function routesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name)
    return entry.isDirectory() ? routesUnder(path) : /^route\.tsx?$/.test(entry.name) ? [path] : []
  })
}

const unknown = 'app/api/[[...unknown]]/route.ts'
const routes = existsSync(join(root, 'app/api')) ? routesUnder('app').filter((path) => path !== unknown) : []
const fileOf = (template: string) => `app/api${template.replaceAll('{', '[').replaceAll('}', ']')}/route.ts`

async function endpoints(): Promise<Map<string, Endpoint>> {
  const found = new Map<string, Endpoint>()
  for (const slice of readdirSync(join(root, 'lib'))) {
    if (!existsSync(join(root, 'lib', slice, 'contract.ts'))) continue
    const contract = (await import(`../${slice}/contract.ts`)) as Record<string, unknown>
    for (const [name, value] of Object.entries(contract)) {
      if (value !== null && typeof value === 'object' && 'verb' in value && 'path' in value) {
        found.set(name, value as Endpoint)
      }
    }
  }
  return found
}

// The permission is checked in `serve()`, which only `route()` calls: so a handler that is anything else has none.
describe('every route', () => {
  test('there are some', () => {
    expect(routes.length).toBeGreaterThan(0)
  })

  test.each(routes)('%s exports nothing but route(endpoint, function)', async (file) => {
    const text = readFileSync(join(root, file), 'utf8')
    const exported = [...text.matchAll(/^export\b.*$/gm)].map(([line]) => line)
    expect(exported.length).toBeGreaterThan(0)
    const known = await endpoints()
    for (const line of exported) {
      const [, method, name = ''] = /^export const (GET|POST) = route\((\w+), [\w.]+\)$/.exec(line) ?? []
      expect(method, line).toBeDefined()
      const alias = new RegExp(`\\{[^}]*?\\b(\\w+) as ${name}\\b`).exec(text)?.[1]
      const endpoint = known.get(alias ?? name)
      expect(endpoint?.method, line).toBe(method)
      expect(fileOf(endpoint?.path ?? ''), line).toBe(file)
    }
    expect(text).toMatch(/^import \{ route \} from '@\/lib\/server\/route'$/m)
    expect(text).not.toMatch(/^(?!import\b|export const|\s*$)/m)
  })

  test('every endpoint of a contract has one', async () => {
    const missing = [...(await endpoints()).values()]
      .map(({ path }) => fileOf(path))
      .filter((file) => !routes.includes(file))
    expect(missing).toEqual([])
  })

  test('what is no endpoint looks nothing up', () => {
    const text = readFileSync(join(root, unknown), 'utf8')
    expect([...text.matchAll(/^import .* from '(.*)'$/gm)].map(([, from]) => from)).toEqual([
      '@/lib/server/unknown-path',
    ])
  })
})

test('no account can be named like an address of ours', () => {
  const top = readdirSync(join(root, 'app'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^[a-z][a-z0-9-]*$/.test(entry.name))
    .map(({ name }) => name)
  expect(top).toContain('api')
  expect(top.filter((name) => !reservedSegments.includes(name))).toEqual([])
})

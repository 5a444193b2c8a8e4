import { afterAll, beforeAll, expect, test } from 'vitest'
import { reservedSegments } from '../lib/api/reserved.ts'
import { putUp } from './test-changes.ts'
import { testDoor } from './test-door.ts'

let opened: Awaited<ReturnType<typeof testDoor>>

beforeAll(async () => {
  opened = await testDoor((_req, res) => void res.end('{}'))
})
afterAll(() => opened.close())

test('what the process counts is told in the text format of Prometheus', async () => {
  putUp({ metrics: () => Promise.resolve('# TYPE quayside_up gauge\nquayside_up 1\n') })
  const response = await fetch(opened.url('/metrics'))
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(await response.text()).toBe('# TYPE quayside_up gauge\nquayside_up 1\n')
  const head = await fetch(opened.url('/metrics'), { method: 'HEAD' })
  expect([head.status, await head.text()]).toEqual([200, ''])
})

test('while nothing counts there is no such address, and a count that fails is an error, not a number', async () => {
  putUp({})
  const none = await fetch(opened.url('/metrics'))
  expect([none.status, await none.json()]).toMatchObject([404, { error: { code: 'not_found' } }])
  putUp({ metrics: () => Promise.reject(new Error('/secret/path')) })
  const failed = await fetch(opened.url('/metrics'))
  expect(failed.status).toBe(500)
  expect(await failed.text()).not.toContain('secret')
})

test('no account can be named like an address that the door answers by itself', async () => {
  const inner = await (await fetch(opened.url('/anything-else'))).text()
  for (const path of ['healthz', 'readyz', 'metrics']) {
    expect(await (await fetch(opened.url(`/${path}`))).text()).not.toBe(inner)
    expect(reservedSegments).toContain(path)
  }
})

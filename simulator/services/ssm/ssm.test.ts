import { paginateDescribeParameters, SSM } from '@aws-sdk/client-ssm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../../server.ts'
import { errorCode, testWorld } from '../test-world.ts'
import { service } from './service.ts'
import { addParameter } from './state.ts'

const now = Date.UTC(2026, 8, 21, 12)
let simulator: Simulator
let ssm: SSM

beforeAll(async () => {
  simulator = await startSimulator({ now, services: [service] })
  const { world, client } = testWorld(simulator, '300000000001')
  ssm = new SSM(client)
  addParameter(world, '/shop/web/region', now, 'eu')
  addParameter(world, '/shop/web/log-level', now, 'info')
  addParameter(world, '/shop/payments/db/password', now)
})
afterAll(() => simulator.close())

const found = async (Key: string, Values: string[], Option?: string) =>
  (await ssm.describeParameters({ ParameterFilters: [{ Key, Option, Values }] })).Parameters?.length

test('parameters come in pages, and are filtered by path and type', async () => {
  const names: string[] = []
  for await (const page of paginateDescribeParameters({ client: ssm, pageSize: 2 }, {})) {
    names.push(...(page.Parameters ?? []).map((parameter) => parameter.Name ?? ''))
  }
  expect(names).toEqual(['/shop/payments/db/password', '/shop/web/log-level', '/shop/web/region'])
  expect(await found('Type', ['SecureString'])).toBe(1)
  expect(await found('Path', ['/shop'], 'OneLevel')).toBe(0)
  expect(await found('Path', ['/shop'], 'Recursive')).toBe(3)
  expect(await found('Name', ['/shop/web'], 'BeginsWith')).toBe(2)
})

test('no value goes out, and a filter that it does not know is refused', async () => {
  const { Parameters } = await ssm.describeParameters({})
  expect(JSON.stringify(Parameters)).not.toContain('"info"')
  const filtered = (Key: string) => ssm.describeParameters({ ParameterFilters: [{ Key, Values: ['x'] }] })
  expect(await errorCode(filtered('Colour'))).toBe('ValidationException')
  expect(await errorCode(filtered('Tier'))).toBe('NotSimulated')
})

import { ServiceDiscovery } from '@aws-sdk/client-servicediscovery'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../../server.ts'
import { errorCode, testWorld } from '../test-world.ts'
import { service } from './service.ts'
import { addDiscoveryService, addNamespace } from './state.ts'

const now = Date.UTC(2026, 8, 21, 12)
let simulator: Simulator
let discovery: ServiceDiscovery
const instances = new Map([['a'.repeat(32), { AWS_INSTANCE_IPV4: '10.0.0.9' }]])

beforeAll(async () => {
  simulator = await startSimulator({ now, services: [service] })
  const { world, client } = testWorld(simulator, '300000000001')
  // Cloud Map puts `data-` before the host of DiscoverInstances; these calls have no such prefix.
  discovery = new ServiceDiscovery(client)
  const namespace = addNamespace(world, 'shop.local', 'DNS_PRIVATE', now)
  addNamespace(world, 'mesh', 'HTTP', now)
  addDiscoveryService(world, namespace, 'payments', now, () => instances)
})
afterAll(() => simulator.close())

test('namespaces count their services', async () => {
  const { Namespaces } = await discovery.listNamespaces({})
  expect(Object.fromEntries((Namespaces ?? []).map((one) => [one.Name, one.ServiceCount]))).toEqual({
    mesh: 0,
    'shop.local': 1,
  })
  const http = await discovery.listNamespaces({ Filters: [{ Name: 'TYPE', Values: ['HTTP'] }] })
  expect(http.Namespaces?.map((one) => one.Name)).toEqual(['mesh'])
})

test('a service names its namespace and the instances that are registered now', async () => {
  const [listed] = (await discovery.listServices({})).Services ?? []
  expect(listed).toMatchObject({ Name: 'payments', InstanceCount: 1 })
  const { Service } = await discovery.getService({ Id: listed?.Id })
  expect((await discovery.getNamespace({ Id: Service?.NamespaceId })).Namespace?.Name).toBe('shop.local')
  const registered = await discovery.listInstances({ ServiceId: listed?.Id })
  expect(registered.Instances?.[0]?.Attributes).toEqual({ AWS_INSTANCE_IPV4: '10.0.0.9' })
})

test('what is not there', async () => {
  expect(await errorCode(discovery.getNamespace({ Id: 'ns-aaaaaaaaaaaaaaaa' }))).toBe('NamespaceNotFound')
  expect(await errorCode(discovery.getService({ Id: 'srv-aaaaaaaaaaaaaaaa' }))).toBe('ServiceNotFound')
})

import { SecretsManager } from '@aws-sdk/client-secrets-manager'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../../server.ts'
import { errorCode, testWorld } from '../test-world.ts'
import { service } from './service.ts'
import { addSecret } from './state.ts'

const now = Date.UTC(2026, 8, 21, 12)
let simulator: Simulator
let secrets: SecretsManager
let arn: string

beforeAll(async () => {
  simulator = await startSimulator({ now, services: [service] })
  const { world, client } = testWorld(simulator, '300000000001')
  secrets = new SecretsManager(client)
  arn = addSecret(world, 'shop/payments/api-key', now, 'the provider', { team: 'payments' })
  addSecret(world, 'shop/web/session', now)
  addSecret(world, 'data/warehouse', now)
})
afterAll(() => simulator.close())

test('secrets are listed in pages and filtered by prefix', async () => {
  const first = await secrets.listSecrets({ MaxResults: 2 })
  const second = await secrets.listSecrets({ MaxResults: 2, NextToken: first.NextToken })
  const names = [...(first.SecretList ?? []), ...(second.SecretList ?? [])].map((secret) => secret.Name)
  expect(names).toEqual(['data/warehouse', 'shop/payments/api-key', 'shop/web/session'])
  expect(second.NextToken).toBeUndefined()
  const shop = await secrets.listSecrets({
    Filters: [
      { Key: 'name', Values: ['shop/'] },
      { Key: 'tag-key', Values: ['team'] },
    ],
  })
  expect(shop.SecretList?.map((secret) => secret.ARN)).toEqual([arn])
})

test('a secret is found by name, by ARN and by ARN without its suffix; its value is not to be had', async () => {
  for (const SecretId of ['shop/payments/api-key', arn, arn.slice(0, -7)]) {
    expect((await secrets.describeSecret({ SecretId })).Name).toBe('shop/payments/api-key')
  }
  expect(await errorCode(secrets.describeSecret({ SecretId: 'none' }))).toBe('ResourceNotFoundException')
  expect(await errorCode(secrets.getSecretValue({ SecretId: arn }))).toBe('NotSimulated')
})

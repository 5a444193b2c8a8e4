import { expect, test } from 'vitest'
import { UnknownScenario, Worlds } from './worlds.ts'

const key = { account: '111122223333', region: 'eu-west-1' }
const noon = Date.parse('2026-03-01T12:00:00Z')

test('an untouched world lives at the wall clock', () => {
  const world = new Worlds().world('111122223333', 'eu-west-1')
  expect(world.factor).toBe(1)
  expect(Math.abs(world.now - Date.now())).toBeLessThan(60_000)
})

test('worlds that are born at a time stand still there, and each is its own', () => {
  const worlds = new Worlds({ now: noon })
  const world = worlds.world('111122223333', 'eu-west-1')
  world.advance(1000)
  expect([world.factor, world.now]).toEqual([0, noon + 1000])
  expect(worlds.world('111122223333', 'us-east-1').now).toBe(noon)
  expect(worlds.world('111122223333', 'eu-west-1')).toBe(world)
})

test('a scenario empties the world without acting out what was due', () => {
  const worlds = new Worlds()
  const world = worlds.world(key.account, key.region)
  const slice = { name: 'test', make: () => ({ ran: 0 }) }
  const before = world.slice(slice)
  world.after(1000, () => before.ran++)
  world.setFactor(100_000)
  expect(worlds.play(key, { name: 'empty', seed: 5, now: noon })).toBe(world)
  expect([world.now, world.factor, world.seed]).toEqual([noon, 0, 5])
  world.advance(10_000)
  expect(before.ran).toBe(0)
  expect(world.slice(slice)).not.toBe(before)
})

test('an unknown scenario changes nothing', () => {
  const worlds = new Worlds({ now: noon })
  const world = worlds.world(key.account, key.region)
  world.advance(5000)
  expect(() => worlds.play(key, { name: 'nothing' })).toThrow(UnknownScenario)
  expect(world.now).toBe(noon + 5000)
})

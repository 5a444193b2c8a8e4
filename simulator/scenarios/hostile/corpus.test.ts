import { expect, test } from 'vitest'
import { Faults } from '../../faults.ts'
import { World } from '../../world.ts'
import { corpus } from './corpus.ts'
import { hostile } from './hostile.ts'
import { assign, secretPlaces } from './places.ts'
import type { Planting } from './plan.ts'

const now = Date.UTC(2026, 8, 21, 12)
const planted = (seed: number) =>
  hostile(
    new World({ account: '111122223333', region: 'eu-west-1' }, now),
    { seed, scale: 1, now },
    new Faults(),
  )

const placesOf = (plantings: Planting[]) =>
  plantings.map(({ payload, place }) => `${payload.marker} ${place}`).sort()

test('at least two hundred payloads, no two alike, each with a marker of its own', () => {
  const payloads = corpus()
  expect(payloads.length).toBeGreaterThanOrEqual(200)
  expect(new Set(payloads.map(({ text }) => text)).size).toBe(payloads.length)
  expect(new Set(payloads.map(({ marker }) => marker)).size).toBe(payloads.length)
  expect(payloads.filter(({ text, marker, exact }) => !exact && !text.includes(marker))).toEqual([])
})

test('every payload is planted once', () => {
  expect(
    planted(1)
      .map(({ payload }) => payload.marker)
      .sort(),
  ).toEqual(corpus().map(({ marker }) => marker))
})

test('every place gets some, of several kinds', () => {
  for (const [place, payloads] of assign(corpus(), 0)) {
    const kinds = new Set(payloads.map(({ kind }) => kind)).size
    expect([place, kinds >= (/^(override value|label of a secret)$/.test(place) ? 1 : 3)]).toEqual([
      place,
      true,
    ])
  }
})

test('secrets are planted only where they must not be shown', () => {
  const shown = planted(1).filter(
    ({ payload, place }) => payload.kind === 'canary' && !secretPlaces.includes(place),
  )
  expect(shown).toEqual([])
})

test('a seed below 1000 says nothing of places, from 1000 on they shift and all payloads still have one', () => {
  const first = placesOf(planted(1))
  expect(placesOf(planted(7))).toEqual(first)
  const shifted = placesOf(planted(1000))
  expect(shifted).toHaveLength(first.length)
  expect(shifted).not.toEqual(first)
})

/** JSON that any editor shows as it is: nothing in it but ASCII. */
const ascii = (json: string) =>
  json.replace(/[^\n\x20-\x7e]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)

// `npx vitest run simulator/scenarios/hostile -u` writes the file anew. Browser tests read it: they may not import us.
test('payloads.json says what is planted where', async () => {
  const list = planted(1)
    .sort((a, b) => (a.payload.marker < b.payload.marker ? -1 : 1))
    .map(({ payload: { marker, kind, text, exact }, place, where, secret }) => {
      return { marker, kind, place, where, secret, exact, length: text.length, text: text.slice(0, 500) }
    })
  await expect(`${ascii(JSON.stringify(list, null, 2))}\n`).toMatchFileSnapshot('./payloads.json')
})

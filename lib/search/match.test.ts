import { expect, test } from 'vitest'
import { type Candidate, candidate as candidateOf, type Key, searched } from './match'

const candidate = (kind: Candidate['kind'], title: string, ...more: Key[]): Candidate => {
  const keys = [{ text: title }, ...more]
  return candidateOf({ kind, title, level: null }, keys, () => ({
    detail: 'shop-prod',
    path: `/x/${title}`,
    keys,
  }))
}
const all = [
  candidate('service', 'web', { text: 'arn:aws:ecs:eu-west-1:1:service/shop-prod/web' }),
  candidate('service', 'web-admin'),
  candidate(
    'task',
    '0123abcd',
    { text: '10.0.1.7', detail: '10.0.1.7' },
    { text: 'shop/web:1.2', detail: 'image shop/web:1.2' },
  ),
  candidate('cluster', 'shop-web'),
]
const titles = (query: string) => searched(query, all).hits.map(({ title }) => title)

test.each([
  ['a whole name before a beginning before a middle', 'web', ['web', 'web-admin', 'shop-web', '0123abcd']],
  ['case does not matter', 'WEB-A', ['web-admin']],
  ['an address', '10.0.1.7', ['0123abcd']],
  ['a pasted ARN', 'arn:aws:ecs:eu-west-1:1:service/shop-prod/web', ['web']],
  ['every word must match', 'shop cluster-that-is-not', []],
  ['blanks find nothing', '   ', []],
  ['what looks like a pattern is text', '.*', []],
])('%s', (_, query, expected) => {
  expect(titles(query)).toEqual(expected)
})

test('it says what matched when it is not the name', () => {
  expect(searched('shop/web', all).hits[0]?.detail).toBe('shop-prod · image shop/web:1.2')
})

test('at most 50, with the true total', () => {
  const many = Array.from({ length: 70 }, (_, i) => candidate('service', `api-${i}`))
  const { hits, total } = searched('api', many)
  expect([hits.length, total]).toEqual([50, 70])
})

test('a revision comes before the many tasks that run it', () => {
  const revision = candidate('task-definition', 'payments:42')
  const tasks = Array.from({ length: 60 }, (_, i) => candidate('task', `task-${i}`, { text: 'payments:42' }))
  expect(searched('Payments:42', [...tasks, revision]).hits[0]?.title).toBe('payments:42')
})

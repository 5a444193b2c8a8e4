import { expect, test } from 'vitest'
import { hitOptions, matchingPages, pageOptions } from './palette-options'

const demo = { account: 'demo', region: 'eu-west-1' }
const other = { account: 'shop', region: 'us-east-1' }

test('one place offers its rooms, several also each other and the overview of all', () => {
  expect(pageOptions(demo, [demo]).map(({ title }) => title)).toEqual([
    'Overview',
    'Clusters',
    'Services',
    'Task definitions',
  ])
  expect(pageOptions(demo, [demo, other]).map(({ path }) => path)).toEqual([
    '/demo/eu-west-1',
    '/demo/eu-west-1/clusters',
    '/demo/eu-west-1/services',
    '/demo/eu-west-1/task-definitions',
    '/',
    '/shop/us-east-1',
  ])
})

test('pages match by every word, in any case', () => {
  const pages = pageOptions(demo, [demo, other])
  expect(matchingPages(pages, 'TASK def').map(({ title }) => title)).toEqual(['Task definitions'])
  expect(matchingPages(pages, 'us-east').map(({ title }) => title)).toEqual(['shop'])
  expect(matchingPages(pages, 'nothing')).toEqual([])
  expect(matchingPages(pages, ' ')).toEqual(pages)
})

test('a hit that leads elsewhere is left out', () => {
  const hit = { kind: 'service', title: 'web', detail: 'shop-prod', level: 'healthy' } as const
  const paths = ['/demo/eu-west-1/clusters/shop-prod/services/web', '//evil.test/', 'https://evil.test/']
  expect(hitOptions(paths.map((path) => ({ ...hit, path }))).map(({ path }) => path)).toEqual([paths[0]])
})

import { describe, expect, it } from 'vitest'
import { crumbsOf, placeOf } from './places'

describe('crumbsOf', () => {
  it('names the overviews', () => {
    expect(crumbsOf('/')).toEqual([{ word: 'Overview', href: '/' }])
    expect(crumbsOf('/demo/eu-west-1')).toEqual([{ word: 'Overview', href: '/demo/eu-west-1' }])
  })
  it('follows the path', () => {
    expect(crumbsOf('/demo/eu-west-1/clusters/shop-prod/services/web')).toEqual([
      { word: 'Clusters', href: '/demo/eu-west-1/clusters' },
      { word: 'shop-prod', href: '/demo/eu-west-1/clusters/shop-prod' },
      { word: 'Services', href: '/demo/eu-west-1/clusters/shop-prod/services' },
      { word: 'web', href: '/demo/eu-west-1/clusters/shop-prod/services/web' },
    ])
  })
  it('does not take a name for a word of ours', () => {
    expect(crumbsOf('/demo/eu-west-1/clusters/tasks').at(-1)?.word).toBe('tasks')
  })
  it('keeps each segment encoded', () => {
    expect(crumbsOf('/demo/eu-west-1/clusters/a%2Fb').at(-1)).toEqual({
      word: 'a/b',
      href: '/demo/eu-west-1/clusters/a%2Fb',
    })
  })
})

describe('placeOf', () => {
  const places = [{ account: 'demo', region: 'eu-west-1' }]
  it('finds a place that is offered', () => {
    expect(placeOf('/demo/eu-west-1/clusters', places)).toEqual(places[0])
  })
  it('knows no other', () => {
    expect(placeOf('/demo/us-east-1', places)).toBeUndefined()
    expect(placeOf('/', places)).toBeUndefined()
  })
})

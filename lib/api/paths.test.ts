import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { apiPathOf, paramsOf, pathOf, targetOf } from './paths'

const template = '/{account}/{region}/clusters/{cluster}'

describe('paths', () => {
  test('what is encoded is decoded to the same, whatever the names are', () => {
    const name = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => !/^\.{1,2}$/.test(text))
    fc.assert(
      fc.property(name, name, name, (account, region, cluster) => {
        const path = pathOf(template, { account, region, cluster })
        expect(path.split('/')).toHaveLength(5)
        expect(paramsOf(template, path)).toEqual({ account, region, cluster })
        expect(paramsOf(`/api${template}`, apiPathOf(template, { account, region, cluster }))).toBeDefined()
      }),
    )
  })

  test('any text becomes one segment, which leads nowhere but there', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xff_ff }), { minLength: 1 }), (units) => {
        const cluster = String.fromCharCode(...units)
        const path = pathOf(template, { account: 'a', region: 'r', cluster })
        expect(new URL(path, 'http://localhost').pathname).toBe(path)
        expect(path).toMatch(/^\/a\/r\/clusters\/[\w!'()*.~%-]+$/)
        if (/^\.{1,2}$/.test(cluster)) return
        expect(paramsOf(template, path)?.['cluster']).toBe(cluster.replace(/\p{Cs}/gu, '\ufffd'))
      }),
    )
  })

  test('any raw path is taken apart without a fault, into what stands in it', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: false }), fc.string({ unit: 'binary' }), (url, text) => {
        for (const raw of [new URL(url).pathname, text, `/a/r/clusters/${text}`]) {
          const params = paramsOf(template, raw)
          if (params !== undefined) expect(Object.keys(params)).toEqual(['account', 'region', 'cluster'])
        }
      }),
    )
  })

  test.each([
    ['/demo/eu/clusters', undefined],
    ['/demo/eu/clusters/a/b', undefined],
    ['/demo/eu/services/a', undefined],
    ['/demo/eu/clusters/%ff', undefined],
    ['/demo/eu/clusters/%', undefined],
    ['/demo/eu/clusters/a%2Fb', 'a/b'],
    ['/demo/eu/cl%75sters/%2E%2E', '..'],
    ['/demo/eu/clusters/a%2541', 'a%41'],
    ['/demo/eu/clusters/', ''],
  ])('%s', (raw, cluster) => {
    expect(paramsOf(template, raw)?.['cluster']).toBe(cluster)
  })

  test.each(['.', '..'])('%s does not fold away: it leads to nothing', (cluster) => {
    const path = pathOf(template, { account: 'a', region: 'r', cluster })
    expect(new URL(path, 'http://localhost').pathname).toBe(path)
    expect(paramsOf(template, path)?.['cluster']).not.toMatch(/^[\w-]{1,255}$/)
  })

  test('a path that lacks a name is an error', () => {
    expect(() => pathOf(template, { account: 'a', region: 'r' })).toThrow('needs cluster')
  })

  test('a read’s input is its query string', () => {
    expect(targetOf('/{account}/search', { account: 'a' }, { q: 'x y&z', other: undefined })).toBe(
      '/api/a/search?q=x+y%26z',
    )
    expect(targetOf('/{account}/search', { account: 'a' })).toBe('/api/a/search')
  })
})

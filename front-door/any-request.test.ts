import type { IncomingMessage } from 'node:http'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { headerRefusal, hostRefusal, methodRefusal, pathOf, targetRefusal } from './admit.ts'
import { cookiesOf } from './cookies.ts'
import { settingsFrom } from './settings.ts'

/** What Node hands over: bytes as Latin-1, any of them. */
const latin = fc.array(fc.integer({ min: 0, max: 0xff })).map((bytes) => String.fromCharCode(...bytes))
const piece = fc.oneof(
  latin,
  fc.constantFrom(
    '/',
    '//',
    '..',
    '.',
    '%2e',
    '%2F',
    '%2f%2e',
    '\\',
    '%5c',
    '%00',
    '%ff',
    '%',
    '?',
    '#',
    'http://a/',
    '_next/image',
    'api',
    '@',
    ':',
    ';',
  ),
  fc.constantFrom('clusters', 'web', 'a%20b'),
)
const target = fc.oneof(
  fc.array(piece, { maxLength: 8 }).map((pieces) => `/${pieces.join('')}`),
  fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
  fc.webUrl(),
)

test('a target that is let in is a path of ours and nothing else, whoever reads it', () => {
  let admitted = 0
  fc.assert(
    fc.property(target, (given) => {
      const refusal = targetRefusal(given)
      if (refusal !== undefined) {
        expect([400, 404, 414]).toContain(refusal.status)
        return
      }
      admitted++
      const read = new URL(given, 'http://console.test')
      expect(read.host).toBe('console.test')
      // Nobody after us folds, cuts or moves anything in it.
      expect(decodeURIComponent(read.pathname)).toBe(decodeURIComponent(pathOf(given)))
      for (const segment of read.pathname.split('/')) {
        const decoded = decodeURIComponent(segment)
        expect(decoded).not.toMatch(/\p{Cc}|\\/u)
        expect(['.', '..']).not.toContain(decoded)
      }
    }),
    { numRuns: 2_000 },
  )
  expect(admitted).toBeGreaterThan(100)
})

type Request = Pick<IncomingMessage, 'method' | 'url' | 'headers' | 'httpVersion'>
const asked = (request: Partial<Request>) =>
  ({ method: 'GET', url: '/', headers: {}, httpVersion: '1.1', ...request }) as IncomingMessage

test('no header that steers Next is let in, in whatever company', () => {
  const others = fc.dictionary(fc.stringMatching(/^[a-z-]{1,12}$/), latin)
  const steering = fc.oneof(
    fc.constantFrom('next-action', 'next-resume'),
    fc.stringMatching(/^x-(middleware|nextjs)-[a-z-]{0,12}$/),
  )
  fc.assert(
    fc.property(others, steering, latin, fc.boolean(), (headers, name, value, last) => {
      const all = last ? { ...headers, [name]: value } : { [name]: value, ...headers }
      expect(headerRefusal(asked({ headers: all }), false)?.status).toBe(404)
    }),
  )
})

test('only a Host of our own is answered', () => {
  const hosts = new Set(['localhost:3000', '127.0.0.1:3000'])
  const near = fc.constantFrom('localhost', '127.0.0.1', ':3000', '.', '@', ',', ' ', '/', '#', 'evil.test')
  const host = fc.array(fc.oneof(near, latin), { maxLength: 4 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(host, (given) => {
      const refusal = hostRefusal(asked({ headers: { host: given } }), hosts)
      if (refusal === undefined) expect([...hosts]).toContain(given.toLowerCase())
      else expect(refusal.status).toBe(421)
    }),
  )
  expect(hostRefusal(asked({}), hosts)?.status).toBe(421)
})

test('outside of the API nothing but reading is let in; a read has no body', () => {
  const method = fc.oneof(
    fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'TRACE', 'CONNECT'),
    fc.stringMatching(/^[A-Z]{1,9}$/),
  )
  fc.assert(
    fc.property(method, target, fc.option(fc.integer({ min: 0 })), (given, url, length) => {
      const headers = length === null ? {} : { 'content-length': String(length) }
      const refusal = methodRefusal(asked({ method: given, url, headers }), false)
      if (refusal !== undefined) return
      if (given === 'POST') expect(url).toMatch(/^\/api([/?]|$)/)
      else {
        expect(['GET', 'HEAD']).toContain(given)
        expect(length ?? 0).toBe(0)
      }
    }),
  )
})

const bare = (text: string) => text.replace(/[\s;=]/g, '')

test('any cookie header is taken apart, and nothing in it gets lost', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        latin,
        fc.array(fc.constantFrom('a', '=', ';', ' ', '"', ',')).map((all) => all.join('')),
      ),
      (given) => {
        expect(
          cookiesOf(given)
            .map(({ name, value }) => bare(name) + bare(value))
            .join(''),
        ).toBe(bare(given))
      },
    ),
  )
})

test('any settings are taken or refused in words that hold none of their values', () => {
  const value = fc.oneof(
    fc.constantFrom('', '0', '65535', '65536', 'localhost', '0.0.0.0', 'off', '::1'),
    latin,
  )
  fc.assert(
    fc.property(value, value, fc.stringMatching(/^[\w-]{8,20}$/), (PORT, host, token) => {
      const env = { PORT, QUAYSIDE_HOST: host, QUAYSIDE_LAUNCH_TOKEN: token }
      expect(() => settingsFrom(env, [])).toThrow(/^(?!TypeError)/)
      try {
        settingsFrom(env, [])
      } catch (thrown) {
        expect((thrown as Error).message).not.toContain(token)
      }
      const open = { PORT, QUAYSIDE_HOST: host }
      try {
        const settings = settingsFrom(open, [])
        expect(settings.needsToken).toBe(true)
        expect(settings.port).toBeLessThanOrEqual(65_535)
      } catch (thrown) {
        expect((thrown as Error).message).toMatch(/^(PORT|QUAYSIDE_HOST) /)
      }
    }),
  )
})

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createLaunchToken, type LaunchToken } from './launch-token.ts'
import { putUp, testChanges } from './test-changes.ts'
import { testDoor } from './test-door.ts'

type Seen = { url: string; headers: NodeJS.Dict<string | string[]>; rawHeaders: string[] }

let opened: Awaited<ReturnType<typeof testDoor>>
let launch: LaunchToken
let seen: Seen[]
let nowMs: number
let cookie: string

beforeEach(async () => {
  nowMs = 0
  seen = []
  launch = createLaunchToken(() => nowMs)
  opened = await testDoor(
    (req, res) => {
      seen.push({ url: req.url ?? '', headers: { ...req.headers }, rawHeaders: req.rawHeaders })
      res.end('{"inner":true}')
    },
    { launchToken: launch },
  )
  const { headers } = await ask(`/?token=${launch.token}`)
  cookie = (headers.get('set-cookie') ?? '').split(';')[0] ?? ''
})
afterEach(() => opened.close())

const ask = (path: string, headers: NodeJS.Dict<string> = {}, method = 'GET') =>
  fetch(opened.url(path), { headers: headers as Record<string, string>, method, redirect: 'manual' })

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

async function expectSignedOut(response: Response): Promise<void> {
  expect(response.status).toBe(401)
  expect(response.headers.get('www-authenticate')).toBe('Bearer')
  expect(await response.json()).toMatchObject({ error: { code: 'signed_out' } })
}

describe('without the cookie', () => {
  test.each(['/', '/demo/eu-west-1', '/favicon.ico', '/demo/eu-west-1/clusters.rsc', '/_next/data/x.json'])(
    '%s is a page that says what to do, and nothing more',
    async (path) => {
      const prefetch = { rsc: '1', 'next-router-segment-prefetch': '/_tree' }
      for (const headers of [undefined, { rsc: '1' }, prefetch]) {
        const response = await ask(path, headers)
        expect(response.status).toBe(401)
        expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
        expect(response.headers.get('cache-control')).toBe('private, no-store')
        expect(response.headers.get('referrer-policy')).toBe('no-referrer')
        const policy = response.headers.get('content-security-policy')
        expect(policy).toMatch(
          /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; .*frame-ancestors 'none'$/,
        )
        const text = await response.text()
        expect(text).toContain('Open the link that npm start printed')
        expect(text).not.toMatch(/<script|<meta http-equiv|src=|href=|demo/)
      }
      expect(seen).toEqual([])
    },
  )

  test.each(['/api', '/api/demo/eu-west-1/clusters', '/api/demo/eu-west-1/changes'])(
    '%s is signed_out',
    async (path) => {
      const changes = testChanges()
      putUp({ changes: changes.changes })
      await expectSignedOut(await ask(path))
      await expectSignedOut(await ask(path, {}, 'POST'))
      await expectSignedOut(await ask(`${path}?token=${launch.token}`))
      await expectSignedOut(await ask(path, { 'x-middleware-subrequest': 'a:a:a:a:a' }))
      expect([seen, changes.asked]).toEqual([[], []])
    },
  )

  test('what answers to everybody answers', async () => {
    putUp({ metrics: () => Promise.resolve('up 1\n') })
    for (const path of ['/healthz', '/readyz', '/metrics', '/_next/static/chunks/a-b_c.0~1.js']) {
      expect([path, (await ask(path)).status]).toEqual([path, 200])
    }
    expect(seen.map(({ url }) => url)).toEqual(['/_next/static/chunks/a-b_c.0~1.js'])
  })

  test.each([
    '/_next/static',
    '/_next/static/',
    '/_next/static/..%2fdemo',
    '/_next/static/a/',
    '/metrics/x',
    '/healthz/',
  ])('what only looks like it does not: %s', async (path) => {
    expect((await ask(path)).status).toBe(401)
    expect(seen).toEqual([])
  })
})

describe('the link', () => {
  test('signs in and leads to the same address without the token', async () => {
    expect(launch.token).toMatch(/^[\w-]{43}$/)
    for (const [path, to] of [
      ['/?token=T', '/'],
      ['/demo/eu-west-1/clusters?q=a%20b&token=T&sort=-name', '/demo/eu-west-1/clusters?q=a%20b&sort=-name'],
      ['/demo?%74oken=T', '/demo'],
      ['/evil.test?token=T&x=//y', '/evil.test?x=//y'],
    ] as const) {
      const response = await ask(path.replace('=T', `=${launch.token}`))
      expect([response.status, response.headers.get('location')]).toEqual([303, to])
      expect(response.headers.get('referrer-policy')).toBe('no-referrer')
      expect(response.headers.get('cache-control')).toBe('private, no-store')
      const [pair = '', ...attributes] = (response.headers.get('set-cookie') ?? '').split('; ')
      expect(pair).toMatch(new RegExp(`^quayside-launch-${opened.port}=[\\w-]{43}$`))
      expect(pair).not.toContain(launch.token)
      expect(attributes).toEqual(['Path=/', 'HttpOnly', 'SameSite=Strict'])
    }
    expect(seen).toEqual([])
  })

  test('of another launch, of two tokens or of none does not, and is not told onwards', async () => {
    const other = createLaunchToken().token
    const right = launch.token
    const wrong = [
      other,
      '',
      `${right}x`,
      right.slice(1),
      `${right}&token=${right}`,
      `${other}&token=${right}`,
    ]
    for (const tokens of wrong) {
      for (const headers of [undefined, { cookie }]) {
        nowMs += 60_000
        const response = await ask(`/demo?token=${tokens}`, headers)
        expect([tokens, response.status, response.headers.get('set-cookie')]).toEqual([tokens, 401, null])
      }
    }
    expect(seen).toEqual([])
  })

  test('ten wrong ones stop all tries for a minute, but nobody who is in', async () => {
    for (let n = 0; n < 10; n += 1) {
      const response = await (n % 2 ? ask('/?token=wrong') : ask('/api/x', bearer('wrong')))
      expect(response.status).toBe(401)
    }
    nowMs += 1_500
    for (const [path, headers] of [
      [`/?token=${launch.token}`, {}],
      ['/api/x', bearer(launch.token)],
    ] as const) {
      const response = await ask(path, headers)
      expect([response.status, response.headers.get('retry-after')]).toEqual([429, '59'])
    }
    expect(await (await ask('/api/x', bearer('wrong'))).json()).toMatchObject({
      error: { code: 'throttled' },
    })
    expect((await ask('/demo', { cookie })).status).toBe(200)
    nowMs += 58_500
    expect((await ask('/api/x', bearer(launch.token))).status).toBe(200)
  })

  test('wrong ones that are a minute apart, or come from a page of another site, stop nothing', async () => {
    for (let n = 0; n < 30; n += 1) {
      if (n % 9 === 0) nowMs += 60_000
      expect((await ask('/?token=wrong')).status).toBe(401)
      expect((await ask('/?token=wrong', { 'sec-fetch-site': 'cross-site' })).status).toBe(401)
    }
    expect((await ask(`/?token=${launch.token}`)).status).toBe(303)
  })

  test('followed from another site loads once more, so that the cookie comes along', async () => {
    const refresh = '<meta http-equiv="refresh" content="0">'
    for (const [site, again] of [
      ['cross-site', true],
      ['same-origin', false],
      ['none', false],
    ] as const) {
      const text = await (await ask('/demo', { 'sec-fetch-site': site })).text()
      expect([site, text.includes(refresh)]).toEqual([site, again])
    }
  })
})

describe('who is in', () => {
  test('by cookie or by bearer token reaches pages and answers, which learn of neither', async () => {
    const others = 'quayside-theme=dark; quayside-launch-1=x'
    await ask('/demo?x=1', { cookie: `a=b; ${cookie}; ${others}` })
    await ask('/api/demo', { cookie })
    await ask('/api/demo', bearer(launch.token))
    await ask('/api/demo', { authorization: `bearer ${launch.token}` })
    expect(seen.map(({ url }) => url)).toEqual(['/demo?x=1', '/api/demo', '/api/demo', '/api/demo'])
    expect(seen[0]?.headers['cookie']).toBe('a=b; quayside-theme=dark')
    expect(seen[0]?.rawHeaders.slice(-2)).toEqual(['cookie', 'a=b; quayside-theme=dark'])
    for (const { headers, rawHeaders } of seen) {
      const told = JSON.stringify([headers, rawHeaders])
      expect(told).not.toMatch(/quayside-launch|bearer/i)
      expect(told).not.toContain(launch.token)
      expect(told).not.toContain(cookie.split('=')[1])
    }
  })

  test('is still refused what steers Next', async () => {
    expect((await ask('/api/x', { cookie, 'x-middleware-subrequest': 'a' })).status).toBe(404)
    expect((await ask('/', { cookie, 'next-action': 'a' })).status).toBe(404)
    expect(seen).toEqual([])
  })

  test.each([
    ['an empty one', () => `${cookie.split('=')[0]}=`],
    ['the token in its place', () => `${cookie.split('=')[0]}=${launch.token}`],
    ['one of another port', () => cookie.replace(/-\d+=/, '-1=')],
    ['one that is longer', () => `${cookie}x`],
    ['the same twice', () => `${cookie}; ${cookie}`],
    ['a planted one before it', () => `${cookie.split('=')[0]}=x; ${cookie}`],
  ])('not by %s', async (_, given) => {
    await expectSignedOut(await ask('/api/x', { cookie: given() }))
    expect(seen).toEqual([])
  })

  test.each([
    ['another scheme', () => `Basic ${launch.token}`],
    ['no scheme', () => launch.token],
    ['a longer token', () => `Bearer ${launch.token}x`],
    ['more after it', () => `Bearer ${launch.token} x`],
  ])('not by %s, whatever the cookie', async (_, given) => {
    await expectSignedOut(await ask('/api/x', { authorization: given(), cookie }))
    expect(seen).toEqual([])
  })

  test('not by two Authorizations, or by a cookie twice in two headers', async () => {
    const head = `GET /api/x HTTP/1.1\r\nHost: localhost:${opened.port}\r\nConnection: close\r\n`
    const line = `Authorization: Bearer ${launch.token}\r\n`
    for (const lines of [line + line, `Cookie: ${cookie}\r\nCookie: ${cookie}\r\n`]) {
      expect(await opened.raw(`${head}${lines}\r\n`)).toContain('HTTP/1.1 401 ')
    }
    expect(await opened.raw(`${head}${line}\r\n`)).toContain('HTTP/1.1 200 ')
  })
})

test('hot reload needs the cookie as well', async () => {
  const passed: string[] = []
  const dev = await testDoor(() => undefined, {
    dev: true,
    launchToken: launch,
    upgrade: (req, socket) => {
      passed.push(req.url ?? '')
      socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n')
    },
  })
  const upgrade = (more: string) =>
    dev.raw(
      `GET /_next/hmr HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nHost: localhost:${dev.port}\r\n${more}\r\n`,
    )
  expect(await upgrade('')).toContain('HTTP/1.1 400 ')
  const { headers } = await fetch(dev.url(`/?token=${launch.token}`), { redirect: 'manual' })
  expect(await upgrade(`Cookie: ${headers.get('set-cookie')?.split(';')[0]}\r\n`)).toContain('HTTP/1.1 101 ')
  expect(passed).toEqual(['/_next/hmr'])
  dev.close()
})

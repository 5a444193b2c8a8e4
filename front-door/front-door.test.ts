import { once } from 'node:events'
import { request } from 'node:http'
import { connect, createServer } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { requestContexts } from './context.ts'
import { testDoor } from './test-door.ts'

type Seen = { method: string; url: string; headers: Record<string, unknown>; body: string; requestId: string }

let opened: Awaited<ReturnType<typeof testDoor>>
let seen: Seen[] = []

beforeAll(async () => {
  opened = await testDoor(async (req, res) => {
    let body = ''
    for await (const chunk of req) body += String(chunk)
    const { requestId = '' } = requestContexts().getStore() ?? {}
    seen.push({ method: req.method ?? '', url: req.url ?? '', headers: { ...req.headers }, body, requestId })
    if (req.url === '/throws') throw new Error('/secret/path')
    if (req.url?.startsWith('/api/empty-')) {
      res.statusCode = Number(req.url.slice(-3))
      res.end()
      return
    }
    if (req.url === '/moved') {
      res.writeHead(308, { location: '/elsewhere' }).end()
      return
    }
    if (req.url === '/api/page') {
      res.statusCode = 500
      res.setHeader('content-type', 'text/html')
      res.write('<h1>stack</h1>')
      res.end('more')
      return
    }
    res.setHeader('content-type', 'application/json')
    res.end('{"inner":true}')
  })
})
afterAll(() => opened.close())
beforeEach(() => (seen = []))

const host = () => `Host: localhost:${opened.port}\r\n`
const closing = () => `${host()}Connection: close\r\n\r\n`
const statusOf = (answer: string) => Number(answer.split(' ')[1] ?? '0')

/** The answer is a refusal in the one error shape, with every header, and nothing behind the door saw the request. */
function expectRefused(answer: string, status: number, reached = 0) {
  expect(statusOf(answer), answer.slice(0, 200)).toBe(status)
  expect(seen).toHaveLength(reached)
  expect(answer).toMatch(/^content-security-policy: .*frame-ancestors 'none'/im)
  expect(answer).toMatch(/^x-content-type-options: nosniff/im)
  expect(answer).toMatch(/^cache-control: private, no-store/im)
  expect(answer).not.toMatch(/^(x-powered-by|server|access-control-[\w-]+):/im)
  const { error } = JSON.parse(/\{"error".*\}/.exec(answer)?.[0] ?? '{}') as { error: Record<string, string> }
  expect(Object.keys(error).sort()).toEqual(['code', 'message', 'requestId'])
}

describe('the request line', () => {
  test.each([
    ['absolute form', 'GET http://127.0.0.1:1/x', 400],
    ['absolute form of ourselves', 'GET http://localhost/healthz', 400],
    ['two slashes', 'GET //evil.test/..', 400],
    ['slashes within', 'GET /a//b', 400],
    ['backslash', 'GET /\\evil.test', 400],
    ['encoded backslash', 'GET /%5Cevil.test', 400],
    ['encoded slash first', 'GET /%2Fevil.test', 400],
    ['dots', 'GET /../etc/passwd', 400],
    ['encoded dots', 'GET /a/%2e%2E/b', 400],
    ['not UTF-8', 'GET /%ff', 400],
    ['broken escape', 'GET /api/%zz', 400],
    ['NUL', 'GET /api/demo/a%00b', 400],
    ['newline', 'GET /a%0d%0aSet-Cookie:x', 400],
    ['fragment', 'GET /a#b', 400],
    ['raw bytes', 'GET /caf\u00e9', 400],
    ['star', 'OPTIONS *', 400],
    ['too long', `GET /${'a'.repeat(12 * 1024)}`, 414],
    ['the image optimizer', 'GET /_next/image?url=http://x', 404],
    ['an API path with a slash at its end', 'GET /api/demo/', 404],
    ['TRACE', 'TRACE /', 405],
    ['OPTIONS', 'OPTIONS /api/demo', 405],
    ['PUT', 'PUT /api/demo', 405],
    ['DELETE of a page', 'DELETE /demo', 405],
    ['POST of a page', 'POST /demo', 405],
    ['POST of health', 'POST /healthz', 405],
    ['CONNECT', 'CONNECT localhost:1', 405],
    ['an unknown method', 'BREW /', 405],
  ])('%s → refused', async (_, line, status) => {
    expectRefused(await opened.raw(`${line} HTTP/1.1\r\n${closing()}`), status)
  })

  test('a name of 10 kB and an encoded slash inside a name are for the route to judge', async () => {
    expect(statusOf(await opened.raw(`GET /api/${'x'.repeat(10_240)} HTTP/1.1\r\n${closing()}`))).toBe(200)
    expect(statusOf(await opened.raw(`GET /api/demo/a%2Fb HTTP/1.1\r\n${closing()}`))).toBe(200)
    expect(seen[1]?.url).toBe('/api/demo/a%2Fb')
  })
})

describe('headers', () => {
  test.each(['evil.test', 'localhost', '127.0.0.1:1', 'localhost.evil.test:80', '0.0.0.0', ''])(
    'Host %j → 421',
    async (name) => {
      expectRefused(await opened.raw(`GET / HTTP/1.1\r\nHost: ${name}\r\nConnection: close\r\n\r\n`), 421)
    },
  )

  test('no Host, or two → 421', async () => {
    expectRefused(await opened.raw('GET / HTTP/1.1\r\nConnection: close\r\n\r\n'), 421)
    expectRefused(await opened.raw(`GET / HTTP/1.1\r\nHost: evil.test\r\n${closing()}`), 421)
    expectRefused(
      await opened.raw(`GET / HTTP/1.1\r\n${host()}Host: evil.test\r\nConnection: close\r\n\r\n`),
      421,
    )
  })

  test.each(['localhost', 'LOCALHOST', '127.0.0.1', '[::1]'])('Host %s is ours', async (name) => {
    const answer = await opened.raw(
      `GET / HTTP/1.1\r\nHost: ${name}:${opened.port}\r\nConnection: close\r\n\r\n`,
    )
    expect(statusOf(answer)).toBe(200)
  })

  test.each([
    'Next-Action: aaaa',
    'next-resume: 1',
    'x-middleware-subrequest: a:a:a:a:a',
    'X-Middleware-Rewrite: http://evil.test',
    'x-nextjs-data: 1',
    'x-nextjs-postponed: 1',
  ])('%s → 404 before Next', async (header) => {
    for (const line of ['POST /', 'GET /', 'GET /api/demo', 'POST /api/demo']) {
      expectRefused(await opened.raw(`${line} HTTP/1.1\r\n${header}\r\n${closing()}`), 404)
    }
  })

  test.each(['multipart/form-data; boundary=b', 'Application/x-www-form-urlencoded'])(
    'a form that calls a Server Action by %s → 404 before Next',
    async (type) => {
      const body = '--b\r\nContent-Disposition: form-data; name="$ACTION_ID_00"\r\n\r\n\r\n--b--\r\n'
      const head = `POST /demo HTTP/1.1\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n`
      expectRefused(await opened.raw(`${head}${closing()}${body}`), 404)
    },
  )

  test('another site is given no CORS headers', async () => {
    const foreign = 'Origin: http://evil.test\r\nAccess-Control-Request-Method: POST\r\n'
    for (const path of ['/', '/api/x', '/_next/static/x.js']) {
      expectRefused(await opened.raw(`OPTIONS ${path} HTTP/1.1\r\n${foreign}${closing()}`), 405)
    }
    const answer = await opened.raw(`GET /api/x HTTP/1.1\r\n${foreign}${closing()}`)
    expect(answer).not.toMatch(/^access-control-/im)
  })

  test('a page, a redirect, a script and an error of what stands behind have the security headers', async () => {
    for (const [path, status] of [
      ['/demo', 200],
      ['/moved', 308],
      ['/_next/static/x.js', 200],
      ['/api/x', 200],
      ['/api/empty-404', 404],
      ['/throws', 500],
      ['/healthz', 200],
    ] as const) {
      const response = await fetch(opened.url(path), { redirect: 'manual' })
      expect([path, response.status]).toEqual([path, status])
      const { headers } = response
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('referrer-policy')).toBe('same-origin')
      expect([headers.get('server'), headers.get('x-powered-by')]).toEqual([null, null])
    }
  })

  test('20 KB of headers → 431', async () => {
    expectRefused(await opened.raw(`GET / HTTP/1.1\r\nX-A: ${'a'.repeat(20_000)}\r\n${closing()}`), 431)
  })

  test('Content-Length and chunked at once → 400', async () => {
    const both = 'Content-Length: 3\r\nTransfer-Encoding: chunked\r\n'
    expectRefused(await opened.raw(`POST /api/x HTTP/1.1\r\n${both}${closing()}0\r\n\r\n`), 400)
  })

  test('what a client says in a proxy’s or our own headers is not passed on', async () => {
    const response = await fetch(opened.url('/demo'), {
      headers: {
        'x-forwarded-host': 'evil.test',
        'x-nonce': 'stolen',
        'content-security-policy': 'x',
        rsc: '1',
      },
    })
    const [{ headers } = { headers: {} as Seen['headers'] }] = seen
    expect(headers['x-forwarded-host']).toBeUndefined()
    expect(headers['rsc']).toBe('1')
    expect(headers['x-nonce']).toMatch(/^[\w+/]{24}$/)
    const policy = response.headers.get('content-security-policy')
    expect(headers['content-security-policy']).toBe(policy)
    expect(policy).toContain(`script-src 'self' 'nonce-${String(headers['x-nonce'])}' 'strict-dynamic'`)
    expect(policy).not.toContain('unsafe-eval')
  })

  test('each request has a nonce and an id of its own', async () => {
    for (const path of ['/a', '/b']) await fetch(opened.url(path))
    expect(seen[0]?.headers['x-nonce']).not.toBe(seen[1]?.headers['x-nonce'])
    expect(seen[0]?.requestId).toMatch(/^[0-9a-f-]{36}$/)
    expect(seen[0]?.requestId).not.toBe(seen[1]?.requestId)
  })
})

describe('upgrade', () => {
  test('never gets through, and nobody else is called', async () => {
    let hits = 0
    const victim = createServer((socket) => {
      hits += 1
      socket.destroy()
    })
    await new Promise<void>((resolve) => victim.listen(0, '127.0.0.1', resolve))
    const { port } = victim.address() as { port: number }
    const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\n'
    expectRefused(await opened.raw(`GET http://127.0.0.1:${port}/ HTTP/1.1\r\n${upgrade}${host()}\r\n`), 400)
    expectRefused(await opened.raw(`GET http://127.0.0.1:${port}/ HTTP/1.1\r\n${closing()}`), 400)
    expectRefused(await opened.raw(`GET /_next/hmr HTTP/1.1\r\n${upgrade}${host()}\r\n`), 400)
    expectRefused(await opened.raw(`GET / HTTP/1.1\r\n${upgrade}Host: evil.test\r\n\r\n`), 421)
    expect(hits).toBe(0)
    victim.close()
  })

  test('in development Next’s own headers and code do', async () => {
    const passed: unknown[] = []
    const dev = await testDoor(
      (req, res) => {
        passed.push(req.headers['x-nextjs-data'] ?? req.headers['next-hmr-refresh'])
        res.end('{}')
      },
      { dev: true },
    )
    for (const headers of [{ 'x-nextjs-data': 'a' }, { 'next-hmr-refresh': 'b' }] as Record<
      string,
      string
    >[]) {
      const { headers: answered } = await fetch(dev.url('/'), { headers })
      expect(answered.get('content-security-policy')).toContain("'unsafe-eval'")
    }
    for (const name of ['next-action', 'next-resume', 'x-middleware-subrequest']) {
      expect((await fetch(dev.url('/'), { headers: { [name]: 'c' } })).status).toBe(404)
    }
    expect(passed).toEqual(['a', 'b'])
    dev.close()
  })

  test('in development only hot reload of our own page does', async () => {
    const passed: string[] = []
    const dev = await testDoor(() => undefined, {
      dev: true,
      upgrade: (req, socket) => {
        passed.push(req.url ?? '')
        socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n')
      },
    })
    const ask = (path: string, origin: string) =>
      dev.raw(
        `GET ${path} HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nHost: localhost:${dev.port}\r\nOrigin: ${origin}\r\n\r\n`,
      )
    expect(statusOf(await ask('/_next/hmr?id=1', `http://localhost:${dev.port}`))).toBe(101)
    expect(statusOf(await ask('/_next/hmr?id=1', 'http://evil.test'))).toBe(400)
    expect(statusOf(await ask('/other', `http://localhost:${dev.port}`))).toBe(400)
    expect(passed).toEqual(['/_next/hmr?id=1'])
    dev.close()
  })
})

const post = (body: string) => fetch(opened.url('/api/x'), { method: 'POST', body })

describe('bodies', () => {
  test('the largest body arrives whole; one byte more does not', async () => {
    const most = 'x'.repeat(256 * 1024)
    expect((await post(most)).status).toBe(200)
    expect(seen[0]?.body).toHaveLength(most.length)
    expect((await post(`${most}x`)).status).toBe(413)
    expect(seen).toHaveLength(1)
  })

  test('a chunked body is counted as it comes, and reading stops', async () => {
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`
    const head = `POST /api/x HTTP/1.1\r\nTransfer-Encoding: chunked\r\n${host()}\r\n`
    // No end is ever sent: it is the door that closes.
    expectRefused(await opened.raw(head, ...Array.from({ length: 6 }, () => chunk)), 413)
  })

  test('one that is announced too large is refused before it is sent', async () => {
    const head = `POST /api/x HTTP/1.1\r\nContent-Length: 99999999\r\nExpect: 100-continue\r\n${host()}\r\n`
    const answer = await opened.raw(head)
    expect(answer).not.toContain('100 Continue')
    expectRefused(answer, 413)
  })

  test('one that is asked for is awaited', async () => {
    const answered = new Promise<number>((resolve, reject) => {
      const headers = { expect: '100-continue', 'content-length': 2 }
      const sent = request(opened.url('/api/x'), { method: 'POST', headers })
      sent.on('continue', () => sent.end('{}'))
      sent.on('response', ({ statusCode = 0 }) => resolve(statusCode))
      sent.on('error', reject)
      sent.flushHeaders()
    })
    expect(await answered).toBe(200)
    expect(seen[0]?.body).toBe('{}')
  })

  test('a read takes none', async () => {
    expectRefused(await opened.raw(`GET /api/x HTTP/1.1\r\nContent-Length: 2\r\n${closing()}{}`), 400)
  })
})

describe('slow clients', () => {
  const limits = {
    headersTimeout: 150,
    requestTimeout: 300,
    keepAliveTimeout: 1_000,
    connectionsCheckingInterval: 50,
  }

  test.each([
    ['headers that do not end', 'GET / HTTP/1.1\r\nX-A: '],
    [
      'a body that does not end',
      'POST /api/x HTTP/1.1\r\nContent-Length: 10\r\nHost: localhost:PORT\r\n\r\n{',
    ],
  ])('%s are cut off', async (_, head) => {
    const slow = await testDoor(() => undefined, { limits })
    expectRefused(await slow.raw(head.replace('PORT', String(slow.port))), 408)
    slow.close()
  })

  test.each([
    ['headers', 'GET / HTTP/1.1\r\nX-A: '],
    ['a body', 'POST /api/x HTTP/1.1\r\nContent-Length: 9999\r\nHost: localhost:PORT\r\n\r\n'],
  ])('%s of which a byte comes now and then are cut off', async (_, head) => {
    const slow = await testDoor(() => undefined, { limits })
    const client = connect(slow.port, '127.0.0.1')
    client.on('error', () => undefined)
    client.write(head.replace('PORT', String(slow.port)))
    const drip = setInterval(() => client.write('a'), 10)
    const [answer] = (await once(client, 'data')) as [Buffer]
    await once(client, 'close')
    clearInterval(drip)
    expectRefused(answer.toString('latin1'), 408)
    slow.close()
  })
})

describe('what stands behind', () => {
  test.each([
    [405, 'invalid_request'],
    [400, 'invalid_request'],
    [404, 'not_found'],
    [500, 'internal'],
    [503, 'unavailable'],
  ])('an empty %i under /api gets the error shape', async (status, code) => {
    const response = await fetch(opened.url(`/api/empty-${status}`))
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toContain('application/json')
    expect(await response.json()).toEqual({
      error: { code, message: expect.any(String), requestId: seen[0]?.requestId },
    })
  })

  test('a page in place of an answer is not shown', async () => {
    const text = await (await fetch(opened.url('/api/page'))).text()
    expect(text).not.toContain('stack')
    expect(JSON.parse(text)).toMatchObject({ error: { code: 'internal' } })
  })

  test('a handler that throws is a 500 without its words', async () => {
    const response = await fetch(opened.url('/throws'))
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('secret')
  })
})

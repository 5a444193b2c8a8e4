import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDoor } from './test-door.ts'

let opened: Awaited<ReturnType<typeof testDoor>>
let seen: string[] = []

beforeAll(async () => {
  opened = await testDoor(async (req, res) => {
    let body = ''
    for await (const chunk of req) body += String(chunk)
    seen.push(`${req.method} ${req.url} ${body}`)
    res.end(JSON.stringify({ url: req.url, trailers: req.trailers }))
  })
})
afterAll(() => opened.close())
beforeEach(() => (seen = []))

const host = () => `Host: localhost:${opened.port}\r\n`
const closing = () => `${host()}Connection: close\r\n\r\n`
const statusesOf = (answer: string) =>
  [...answer.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => Number(status))

const post = (headers: string, body: string) => `POST /api/x HTTP/1.1\r\n${headers}${closing()}${body}`
const get = (header: string) => `GET / HTTP/1.1\r\n${header}${closing()}`

const ask = (path: string) => `GET ${path} HTTP/1.1\r\n${host()}\r\n`

describe('what is not well-formed HTTP is refused in our shape', () => {
  test.each<[string, () => string, number]>([
    ['lines that end in LF', () => get('').replaceAll('\r', ''), 400],
    ['one line that ends in LF', () => get('X-A: b\nX-C: d\r\n'), 400],
    ['CR inside a line', () => get('X-A: b\rX-C: d\r\n'), 400],
    ['a folded header', () => get('X-A: b\r\n c\r\n'), 400],
    ['a space before the colon', () => get('X-A : b\r\n'), 400],
    ['NUL in a value', () => get('X-A: a\0b\r\n'), 400],
    ['a name that is no token', () => get('X(A: b\r\n'), 400],
    ['a target without a path', () => `GET localhost:${opened.port} HTTP/1.1\r\n${closing()}`, 400],
    ['user and host in the target', () => `GET http://a@localhost/ HTTP/1.1\r\n${closing()}`, 400],
    ['HTTP/1.2', () => get('').replace('1.1', '1.2'), 400],
    ['HTTP/2.0', () => get('').replace('1.1', '2.0'), 400],
    ['HTTP/0.9', () => 'GET /\r\n\r\n', 421],
    ['HTTP/1.0 without a Host', () => 'GET / HTTP/1.0\r\n\r\n', 421],
    ['the preface of HTTP/2', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
    ['a TLS handshake', () => '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n', 400],
    ['a method in small letters', () => get('').replace('GET', 'get'), 405],
    ['a method of another protocol', () => get('').replace('GET', 'PROPFIND'), 405],
    ['two equal lengths', () => post('Content-Length: 2\r\nContent-Length: 2\r\n', '{}'), 400],
    ['a list of lengths', () => post('Content-Length: 2, 2\r\n', '{}'), 400],
    ['a signed length', () => post('Content-Length: +2\r\n', '{}'), 400],
    ['a hexadecimal length', () => post('Content-Length: 0x2\r\n', '{}'), 400],
    ['a length beyond numbers', () => post('Content-Length: 99999999999999999999\r\n', '{}'), 400],
    [
      'a length and chunks',
      () => post('Content-Length: 3\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n'),
      400,
    ],
    ['another coding', () => post('Transfer-Encoding: gzip\r\n', ''), 400],
    ['another coding last', () => post('Transfer-Encoding: chunked, gzip\r\n', ''), 400],
    ['a coding that only looks like chunks', () => post('Transfer-Encoding: xchunked\r\n', ''), 400],
    [
      'chunks in HTTP/1.0',
      () => post('Transfer-Encoding: chunked\r\n', '0\r\n\r\n').replace('/1.1', '/1.0'),
      400,
    ],
    ['a chunk without a size', () => post('Transfer-Encoding: chunked\r\n', 'zz\r\n'), 400],
    [
      'an endless chunk extension',
      () => post('Transfer-Encoding: chunked\r\n', `1;${'a'.repeat(20_000)}`),
      413,
    ],
    ['an expectation of another kind', () => post('Expect: 200-ok\r\nContent-Length: 2\r\n', '{}'), 400],
    ['too many headers to find the Host', () => get('a: b\r\n'.repeat(2_500)), 421],
  ])('%s', async (_, text, status) => {
    const answer = await opened.raw(text())
    expect(statusesOf(answer), answer).toEqual([status])
    expect(seen).toEqual([])
    expect(answer).toMatch(/^content-security-policy: default-src 'none';.* frame-ancestors 'none'\r/im)
    expect(answer).toMatch(/^cache-control: private, no-store\r/im)
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toEqual({
      error: { code: 'invalid_request', message: expect.any(String), requestId: expect.any(String) },
    })
  })
})

describe('what is unusual and right is answered', () => {
  test.each<[string, () => string]>([
    ['HTTP/1.0 with a Host', () => get('').replace('1.1', '1.0')],
    ['bytes above ASCII in a value', () => get('X-A: caf\xe9\r\n')],
    ['an empty line first', () => `\r\n${get('')}`],
  ])('%s', async (_, text) => {
    expect(statusesOf(await opened.raw(text()))).toEqual([200])
  })

  test('a chunked body; its trailers are not headers', async () => {
    const answer = await opened.raw(
      post('Transfer-Encoding: chunked\r\n', '2\r\n{}\r\n0\r\nNext-Action: x\r\n\r\n'),
    )
    expect(statusesOf(answer)).toEqual([200])
    expect(answer).toContain('"trailers":{}')
    expect(seen).toEqual(['POST /api/x {}'])
  })
})

describe('requests behind each other on one connection', () => {
  test('are answered in their order', async () => {
    const answer = await opened.raw(ask('/1') + ask('/2') + ask('//') + ask('/3') + get(''))
    expect(statusesOf(answer)).toEqual([200, 200, 400, 200, 200])
    expect([...answer.matchAll(/"url":"(.*?)"/g)].map(([, url]) => url)).toEqual(['/1', '/2', '/3', '/'])
  })

  test('an unreadable one is not taken for the answer to the one before', async () => {
    const answer = await opened.raw(`${ask('/slow')}GARBAGE\r\n\r\n`)
    expect(statusesOf(answer)).toEqual([])
  })

  test('one that was answered does not stop an unreadable one from being told', async () => {
    const client = connect(opened.port, '127.0.0.1')
    let answer = ''
    client.setEncoding('latin1').on('data', (data: string) => (answer += data))
    client.write(ask('/1'))
    while (!answer.endsWith('}')) await once(client, 'data')
    client.write('GARBAGE\r\n\r\n')
    await once(client, 'close')
    expect(statusesOf(answer)).toEqual([200, 400])
  })

  test('what follows a body that was refused is not a request', async () => {
    const inside = `GET /smuggled HTTP/1.1\r\n${host()}\r\n`
    const length = Buffer.byteLength(inside)
    const answer = await opened.raw(
      `POST / HTTP/1.1\r\nContent-Length: ${length}\r\n${host()}\r\n${inside}${get('')}`,
    )
    expect(statusesOf(answer)).toEqual([405, 200])
    expect(seen).toEqual(['GET / '])
  })
})

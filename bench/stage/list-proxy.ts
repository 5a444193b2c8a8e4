import { createServer, request, type ServerResponse } from 'node:http'
import type { ChangingList } from '../estate/changing-list.ts'
import { freePort } from './port.ts'

export type ListProxy = AsyncDisposable & { origin: string }

export type ListPaths = {
  /** Where the list is read. */
  list: string
  /** Where changes are told, and what is said to have changed; a page without a stream asks by itself. */
  stream?: { at: string; changed: string }
}

/** As often as the console looks whether such a list is another one (ms). */
const tellMs = 3_000

/**
 * Stands between the browser and a console (or a reference): answers one address with a list of ours, since no estate
 * is that large, and passes everything else on as it is. The list is
 * not compressed: that would take longer than sending it over the loopback. The stream of changes is ours too, since the
 * console knows nothing of ours.
 */
export async function startListProxy(
  upstream: string,
  paths: ListPaths,
  list: ChangingList,
): Promise<ListProxy> {
  const { hostname, port, host } = new URL(upstream)
  const streams = new Set<ServerResponse>()
  const telling = setInterval(() => {
    if (!list.isChanging()) return
    const data = { now: new Date().toISOString(), paths: [paths.stream?.changed] }
    for (const stream of streams) stream.write(`event: changed\ndata: ${JSON.stringify(data)}\n\n`)
  }, tellMs)

  const server = createServer((req, res) => {
    const { pathname } = new URL(req.url ?? '/', upstream)
    if (pathname === paths.stream?.at) {
      res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).write(':\n\n')
      streams.add(res)
      res.once('close', () => streams.delete(res))
      return
    }
    if (pathname === paths.list) {
      const { now, asOf, etag, body } = list.tell()
      const headers = {
        etag,
        'cache-control': 'private, no-store',
        'quayside-now': now,
        'quayside-as-of': asOf,
      }
      if (req.headers['if-none-match'] === etag) {
        res.writeHead(304, headers).end()
        return
      }
      res.writeHead(200, { ...headers, 'content-type': 'application/json' }).end(body)
      return
    }
    const passed = request(
      { hostname, port, method: req.method, path: req.url, headers: { ...req.headers, host } },
      (answer) => {
        res.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(res)
      },
    )
    passed.on('error', () => res.destroy())
    res.on('close', () => passed.destroy())
    req.pipe(passed)
  })
  const ours = await freePort()
  await new Promise<void>((resolve) => server.listen(ours, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${ours}`,
    [Symbol.asyncDispose]: async () => {
      clearInterval(telling)
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

import type { ServerResponse } from 'node:http'
import { bodyOf, codeOf } from './refusal.ts'

const words: Record<number, string> = {
  400: 'The request is not one that is accepted here.',
  404: 'There is no such address.',
  405: 'This address does not take this method.',
}

/**
 * Keeps what Next says by itself under `/api` in the one error shape: it answers a wrong method with an empty 405, and a
 * handler that could not be loaded with a page. Answers of ours are JSON and pass untouched.
 */
export function keepErrorShape(res: ServerResponse, requestId: string): void {
  const write = res.write.bind(res)
  const end = res.end.bind(res)
  const flushHeaders = res.flushHeaders.bind(res)
  const writeHead = res.writeHead.bind(res)
  let replaced = false
  const isForeign = () =>
    !res.headersSent &&
    res.statusCode >= 400 &&
    !String(res.getHeader('content-type') ?? '').startsWith('application/json')

  res.writeHead = ((...args: Parameters<typeof writeHead>) => {
    res.statusCode = args[0]
    replaced ||= isForeign()
    // The headers wait for `end`, which sets them anew; by then they are JSON's.
    return isForeign() ? res : writeHead(...args)
  }) as typeof writeHead

  res.flushHeaders = () => {
    replaced ||= isForeign()
    if (!replaced) flushHeaders()
  }

  res.write = ((...args: Parameters<typeof write>) => {
    replaced ||= isForeign()
    return replaced || write(...args)
  }) as typeof write

  res.end = ((...args: Parameters<typeof end>) => {
    replaced ||= isForeign()
    if (!replaced) return end(...args)
    for (const name of ['content-length', 'content-encoding', 'transfer-encoding', 'etag', 'link'])
      res.removeHeader(name)
    res.setHeader('content-type', 'application/json; charset=utf-8')
    res.setHeader('cache-control', 'private, no-store')
    const message = words[res.statusCode] ?? 'Quayside failed to answer this request.'
    const body = bodyOf({ code: codeOf(res.statusCode), message, requestId })
    res.setHeader('content-length', Buffer.byteLength(body))
    return end(body)
  }) as typeof end
}

import { IncomingMessage, type ServerResponse } from 'node:http'

/** The largest body (bytes). */
export const bodyAtMost = 256 * 1024

/**
 * Takes in a whole body before anything else begins, so that a slow one holds nothing but its socket (for as long as the
 * server's request time-out allows) and a large one is not read to its end.
 */
export function readBody(
  req: IncomingMessage,
  res: ServerResponse,
): Promise<Buffer | 'too large' | 'broken off'> {
  if (Number(req.headers['content-length'] ?? '0') > bodyAtMost) return Promise.resolve('too large')
  // HTTP/1.0 has no interim answers. https://www.rfc-editor.org/rfc/rfc9110#section-10.1.1
  if (req.headers.expect !== undefined && req.httpVersionMinor > 0) res.writeContinue()
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0
    req.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= bodyAtMost) {
        chunks.push(chunk)
      } else {
        req.removeAllListeners('data')
        resolve('too large')
      }
    })
    req.once('end', () => resolve(Buffer.concat(chunks)))
    req.once('error', () => resolve('broken off'))
    req.once('close', () => resolve('broken off'))
  })
}

/** The same request with its body ready to be read. */
export function withBody(req: IncomingMessage, body: Buffer): IncomingMessage {
  const whole = new IncomingMessage(req.socket)
  const { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor } = req
  Object.assign(whole, { method, url, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor })
  whole.headers = headers
  whole.complete = true
  whole.push(body)
  whole.push(null)
  return whole
}

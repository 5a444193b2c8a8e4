import type { IncomingMessage, ServerResponse } from 'node:http'
import { control } from './control.ts'
import { serveAws, type Served, type Site } from './serve-aws.ts'
import type { WireRequest } from './wire/message.ts'
import { BodyTooLarge, readRequest } from './wire/read-request.ts'

/** Takes one request, AWS's or the control API's, and answers it. */
export async function serve(site: Site, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  let request: WireRequest
  try {
    request = await readRequest(incoming)
  } catch (error) {
    const status = error instanceof BodyTooLarge ? 413 : 400
    return write(response, { answer: { status, headers: { connection: 'close' }, body: '' } })
  }
  if (request.path.startsWith('/_sim/')) return write(response, { answer: control(site.worlds, request) })
  const served = await serveAws(site, request)
  if (served) write(response, served)
}

/** Writes an answer with the headers that every answer has. */
function write(response: ServerResponse, { answer, now, requestId }: Served): void {
  const { status, headers, body } = answer
  response.writeHead(status, {
    server: 'Quayside simulator',
    date: new Date(now ?? Date.now()).toUTCString(),
    'content-length': String(Buffer.byteLength(body)),
    ...(requestId && { 'x-amzn-requestid': requestId }),
    ...headers,
  })
  response.end(body)
}

import type { IncomingMessage, ServerResponse } from 'node:http'
import { control } from './control.ts'
import { cutOff } from './faults/cut.ts'
import { serveAws, type Served, type Site } from './serve-aws.ts'
import type { WireAnswer, WireRequest } from './wire/message.ts'
import { BodyTooLarge, readRequest } from './wire/read-request.ts'

/** Takes one request, AWS's or the control API's, and answers it. */
export async function serve(site: Site, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  let request: WireRequest
  try {
    request = await readRequest(incoming)
  } catch (error) {
    return write(response, { answer: unreadable(error instanceof BodyTooLarge) })
  }
  if (request.path.startsWith('/_sim/')) return write(response, { answer: control(site.worlds, request) })
  const served = await serveAws(site, request)
  if (served) write(response, served)
}

/** Before anything of a request is known: an answer that the control API's callers and SDK clients can both read. */
function unreadable(tooLarge: boolean): WireAnswer {
  const message = tooLarge ? 'The body is too large.' : 'The body could not be read.'
  const body = JSON.stringify({
    __type: tooLarge ? 'RequestEntityTooLargeException' : 'SerializationException',
    message,
    error: { code: 'invalid_request', message },
  })
  const headers = { 'content-type': 'application/json', connection: 'close' }
  return { status: tooLarge ? 413 : 400, headers, body }
}

/** Writes an answer with the headers that every answer has; of one that is cut, as much as goes out. */
function write(response: ServerResponse, { answer, now, requestId, cut }: Served): void {
  const { status, headers, body } = answer
  const writeHead = () =>
    void response.writeHead(status, {
      server: 'Quayside simulator',
      date: new Date(now ?? Date.now()).toUTCString(),
      'content-length': String(Buffer.byteLength(body)),
      ...(requestId && { 'x-amzn-requestid': requestId }),
      ...headers,
    })
  if (cut) return cutOff(response, cut, { writeHead, body })
  writeHead()
  response.end(body)
}

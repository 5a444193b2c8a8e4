import type { IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { WireRequest } from './message.ts'

/** More than any request of the simulated services may weigh (PutLogEvents and PutMetricData: 1 MiB). */
const maxBodyBytes = 8 * 1024 * 1024

export class BodyTooLarge extends Error {}

const unzip = promisify(gunzip)

/** Takes in a whole request; unpacks a gzip body, which the SDK sends for PutMetricData from 10 KiB on. */
export async function readRequest(incoming: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBodyBytes) throw new BodyTooLarge()
    chunks.push(chunk)
  }
  let body: Buffer = Buffer.concat(chunks)
  if (incoming.headers['content-encoding'] === 'gzip')
    body = await unzip(body, { maxOutputLength: maxBodyBytes })
  const address = incoming.url ?? '/'
  const at = address.indexOf('?')
  return {
    method: incoming.method ?? 'GET',
    path: at < 0 ? address : address.slice(0, at),
    query: new URLSearchParams(at < 0 ? '' : address.slice(at + 1)),
    headers: incoming.headers,
    body,
  }
}

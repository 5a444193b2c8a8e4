import 'server-only'
import { invalid } from './parse'

/** The largest body a write may have, in bytes. The front door has the same limit. */
export const bodyAtMost = 256 * 1024

/** The JSON body of a write: UTF-8, at most 256 KiB, no `__proto__` at any depth. */
export async function readBody(request: Request): Promise<unknown> {
  if (Number(request.headers.get('content-length') ?? '0') > bodyAtMost) throw tooLarge()
  const text = await textOf(request)
  if (text === '') throw invalid('The body is empty; send a JSON object.')
  try {
    return JSON.parse(text, (key, value: unknown) => {
      if (key === '__proto__') throw new Error('__proto__')
      return value
    })
  } catch {
    throw invalid('The body is not JSON that is accepted here.')
  }
}

async function textOf({ body }: Request): Promise<string> {
  if (body === null) return ''
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const reader = body.getReader()
  let [text, size] = ['', 0]
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.byteLength
    if (size > bodyAtMost) {
      await reader.cancel().catch(() => undefined)
      throw tooLarge()
    }
    text += decodeChunk(decoder, value)
  }
  return text + decodeChunk(decoder)
}

function decodeChunk(decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined })
  } catch {
    throw invalid('The body is not UTF-8.')
  }
}

const tooLarge = () => invalid('The body is larger than 256 KiB.', undefined, 413)

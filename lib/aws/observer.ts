import 'server-only'
import type { OperationSchema } from './check'
import { type Clock, hear } from './clock'
import { withEpochDates } from './iso-dates'

/** A middleware that stands nearest to the wire: it sees the raw response of every attempt, errors too. */
export type Observer = <A, R extends { response: unknown }>(
  next: (args: A) => Promise<R>,
  context: object,
) => (args: A) => Promise<R>

type Response = {
  statusCode: number
  headers: Record<string, string | undefined>
  body: AsyncIterable<Uint8Array> | Uint8Array
}

/**
 * Keeps what a reply's `Date` and `Server` headers say; of a custom endpoint it also straightens the dates of JSON
 * bodies.
 */
export function observerOf(heard: { clock: Clock; server: string | null }, custom: boolean): Observer {
  return (next, context) => async (args) => {
    const result = await next(args)
    const response = result.response as Response
    hear(heard.clock, response.headers.date, performance.now())
    heard.server = response.headers.server ?? heard.server
    if (custom && response.statusCode === 200) await straightenDates(response, context)
    return result
  }
}

async function straightenDates(response: Response, context: object): Promise<void> {
  const smithy = Reflect.get(context, '__smithy_context') as { operationSchema?: OperationSchema } | undefined
  const operationSchema = smithy?.operationSchema
  if (operationSchema === undefined || response.body instanceof Uint8Array) return
  const chunks: Uint8Array[] = []
  for await (const chunk of response.body) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  response.body = bytes
  if (bytes[0] !== openingBrace) return
  try {
    response.body = Buffer.from(withEpochDates(bytes.toString(), operationSchema))
  } catch {
    // Not JSON after all: the SDK says so with the body as it came.
  }
}

const openingBrace = 0x7b

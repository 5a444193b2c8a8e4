import type { End } from './faults/fault.ts'
import { reshapes } from './faults/reshape/reshape.ts'
import { sentenceOf } from './faults/sentence.ts'
import { spoil } from './faults/spoil/spoil.ts'
import { fraction } from './random.ts'
import { identityOf } from './services/sts/identity.ts'
import type { Around } from './wire/answer.ts'
import { failure } from './wire/failure.ts'
import type { Found } from './wire/find.ts'
import type { WireAnswer, WireRequest } from './wire/message.ts'
import type { Call } from './wire/service.ts'
import { staleSignature, staleSignatureError } from './wire/signature-time.ts'

/** One request as far as it is understood. `name` is `service.Operation`. */
export type Asked = { request: WireRequest; found: Found; call: Call; name: string }

type Own = (around?: Around) => WireAnswer | Promise<WireAnswer>

/** The answer of a request that a fault struck; `own` gives the service's own. A `hang` has none. */
export async function answerUnder(
  end: Exclude<End, { kind: 'hang' }>,
  asked: Asked,
  own: Own,
): Promise<WireAnswer> {
  const { found, call, request } = asked
  const { operation } = found
  const { world } = call
  if (end.kind === 'body') return { status: end.status, headers: typeOf(end.body), body: end.body }
  if (end.kind === 'error') return refusalOf(asked, end)
  if (end.kind === 'clock') {
    const stale = staleSignature(request, world.now)
    if (stale === undefined) return own()
    return refusalOf(asked, { ...staleSignatureError(found.service?.protocol), message: stale })
  }
  if (end.kind === 'reshape' && operation)
    return own((input, next) => reshapes[end.reshape]({ input, operation, world }, next))
  if (end.kind === 'spoil' && operation) {
    const draw = (path: string) => fraction(world.seed, end.spoil, asked.name, path)
    return spoil(await own(), end.spoil, operation, draw)
  }
  return own()
}

/** An error in the shape of the request's protocol, with AWS's sentence when it has no message of its own. */
export function refusalOf(
  { found, call }: Asked,
  error: { code: string; status?: number; message?: string },
): WireAnswer {
  const { serviceName, operationName } = found
  const message =
    error.message ?? sentenceOf(error.code, { callerArn: identityOf(call).arn, serviceName, operationName })
  return found.protocol.fail(found.service, failure(found.service, { ...error, message }), call.requestId)
}

/** What a raw body seems to be. */
function typeOf(body: string): Record<string, string> {
  if (/^\s*</.test(body)) return { 'content-type': 'text/html; charset=utf-8' }
  return /^\s*[{[]/.test(body) ? { 'content-type': 'application/json' } : {}
}

import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { isApi, pathOf } from './admit.ts'
import { readBody, withBody } from './body.ts'
import { local, requestContexts } from './context.ts'
import { keepErrorShape } from './error-shape.ts'
import { refusal } from './refusal.ts'
import { pagePolicy, securityHeaders } from './security-headers.ts'
import { turnAway } from './turn-away.ts'
import { withhold } from './withhold.ts'

/** What stands behind the front door: Next's request handler, or a test's. */
export type Inner = (req: IncomingMessage, res: ServerResponse) => Promise<void> | void

/** Gives a request that was let in to what stands behind: whole, with its context, without what is the door's alone. */
export async function handOn(
  req: IncomingMessage,
  res: ServerResponse,
  { requestId, inner, dev }: { requestId: string; inner: Inner; dev: boolean },
): Promise<void> {
  const body = req.method === 'POST' ? await readBody(req, res) : undefined
  if (body === 'broken off') return
  if (body === 'too large') {
    return turnAway(req, res, requestId, refusal(413, 'The body is larger than 256 KiB.'))
  }
  const target = req.url ?? ''
  const api = isApi(pathOf(target))
  const nonce = randomBytes(18).toString('base64')
  const policy = pagePolicy(nonce, dev)
  for (const [name, value] of Object.entries(securityHeaders(api ? undefined : policy))) {
    res.setHeader(name, value)
  }
  res.setHeader('quayside-request-id', requestId)
  withhold(req)
  // Next reads its nonce from the policy of the request.
  req.headers['x-nonce'] = nonce
  req.headers['content-security-policy'] = policy
  if (api) keepErrorShape(res, requestId)
  const context = { ...local, requestId, target, nonce }
  await requestContexts().run(context, async () => inner(body === undefined ? req : withBody(req, body), res))
}

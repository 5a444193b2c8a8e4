import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { control } from './control.ts'
import { hex } from './random.ts'
import { answer, unsigned } from './wire/answer.ts'
import { accountOf, callerOf } from './wire/caller.ts'
import { failure } from './wire/failure.ts'
import { find } from './wire/find.ts'
import type { WireAnswer, WireRequest } from './wire/message.ts'
import type { WireService } from './wire/operation.ts'
import { BodyTooLarge, readRequest } from './wire/read-request.ts'
import type { Slice } from './world.ts'
import type { Estate, Worlds } from './worlds.ts'

/** What one server works with. */
export type Site = {
  services: WireService[]
  worlds: Worlds
  /** Whether requests are held against AWS's rules. */
  validate: boolean
  log: (line: string) => void
}

const requests: Slice<{ count: number }> = { name: 'requests', make: () => ({ count: 0 }) }

function requestIdOf({ world }: Estate): string {
  const turn = ++world.slice(requests).count
  const digits = hex(32, world.seed, world.account, world.region, 'request', turn)
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-a$4-$5')
}

/** Takes one request, AWS's or the control API's, and answers it. */
export async function serve(site: Site, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  let request: WireRequest
  try {
    request = await readRequest(incoming)
  } catch (error) {
    const status = error instanceof BodyTooLarge ? 413 : 400
    return write(response, { status, headers: { connection: 'close' }, body: '' })
  }
  if (request.path.startsWith('/_sim/')) return write(response, control(site.worlds, request))
  await serveAws(site, request, response)
}

/** Those by which one first gets keys. */
const worksUnsigned = new Set(['sts.AssumeRoleWithSAML', 'sts.AssumeRoleWithWebIdentity'])

/** Count, settle, fault, answer: in this order, so that a faulted request counts and meets a settled world. */
async function serveAws(site: Site, request: WireRequest, response: ServerResponse): Promise<void> {
  const caller = callerOf(request)
  const found = find(site.services, request, caller?.signingName)
  const key = { account: accountOf(caller?.accessKeyId), region: caller?.region ?? 'us-east-1' }
  const estate = site.worlds.estate(key)
  const { world, ledger, faults } = estate
  const name = `${found.serviceName}.${found.operationName}`
  ledger.count(name)
  world.settle()
  const requestId = requestIdOf(estate)
  const strike = faults.strike(name, world.seed)
  if (strike.latencyMs > 0) {
    await delay(strike.latencyMs)
    world.settle()
  }
  const finish = (result: WireAnswer) => write(response, result, world.now, requestId)
  if (strike.end?.kind === 'hang') return
  if (strike.end?.kind === 'body')
    return finish({ status: strike.end.status, headers: {}, body: strike.end.body })
  if (strike.end?.kind === 'error') {
    const { code, status } = strike.end
    const problem = failure(found.service, { code, message: `${code}: the simulator was told to.`, status })
    return finish(found.protocol.fail(found.service, problem, requestId))
  }
  if (!caller && !worksUnsigned.has(name)) return finish(unsigned(found, requestId))
  const { accessKeyId, sessionToken } = caller ?? {}
  const call = {
    world,
    operation: found.operationName,
    requestId,
    accessKeyId,
    ...(sessionToken && { sessionToken }),
  }
  finish(await answer(found, request, call, site))
}

/** Writes an answer with the headers that every answer has; `now` is the world's time. */
function write(
  response: ServerResponse,
  { status, headers, body }: WireAnswer,
  now?: number,
  requestId?: string,
): void {
  response.writeHead(status, {
    server: 'Quayside simulator',
    date: new Date(now ?? Date.now()).toUTCString(),
    'content-length': String(Buffer.byteLength(body)),
    ...(requestId && { 'x-amzn-requestid': requestId }),
    ...headers,
  })
  response.end(body)
}

import { setTimeout as delay } from 'node:timers/promises'
import { hex } from './random.ts'
import { answer, unsigned } from './wire/answer.ts'
import { accountOf, callerOf, type Caller } from './wire/caller.ts'
import { failure, failureOf } from './wire/failure.ts'
import { find, type Found } from './wire/find.ts'
import type { WireAnswer, WireRequest } from './wire/message.ts'
import type { WireService } from './wire/operation.ts'
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

/** An answer with the world's time (epoch ms) and the request's id. */
export type Served = { answer: WireAnswer; now?: number; requestId?: string }

const requests: Slice<{ count: number }> = { name: 'requests', make: () => ({ count: 0 }) }

/** A UUID that the world's seed and the number of the request decide. */
function requestIdOf({ world }: Estate): string {
  const turn = ++world.slice(requests).count
  const digits = hex(32, world.seed, world.account, world.region, 'request', turn)
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-a$4-$5')
}

/** Those by which one first gets keys. */
const worksUnsigned = new Set(['sts.AssumeRoleWithSAML', 'sts.AssumeRoleWithWebIdentity'])

/**
 * Answers one AWS request; undefined when a fault says to hang. Count, settle, fault, answer: in this order, so that a
 * faulted request counts and meets a settled world.
 */
export async function serveAws(site: Site, request: WireRequest): Promise<Served | undefined> {
  const caller = callerOf(request)
  const found = find(site.services, request, caller?.signingName)
  const key = { account: accountOf(caller?.accessKeyId), region: caller?.region ?? 'us-east-1' }
  const estate = site.worlds.estate(key)
  const name = `${found.serviceName}.${found.operationName}`
  estate.ledger.count(name)
  const requestId = requestIdOf(estate)
  let result: WireAnswer | undefined
  try {
    result = await settledAnswer(site, request, { caller, found, estate, name, requestId })
  } catch (error) {
    site.log(`failed: ${name}: ${error instanceof Error ? error.stack : String(error)}`)
    result = found.protocol.fail(found.service, failureOf(found.service, error), requestId)
  }
  return result && { answer: result, now: estate.world.now, requestId }
}

type Context = { caller: Caller | undefined; found: Found; estate: Estate; name: string; requestId: string }

async function settledAnswer(
  site: Site,
  request: WireRequest,
  { caller, found, estate: { world, faults }, name, requestId }: Context,
): Promise<WireAnswer | undefined> {
  world.settle()
  const { latencyMs, end } = faults.strike(name, world.seed)
  if (latencyMs > 0) {
    await delay(latencyMs)
    world.settle()
  }
  if (end?.kind === 'hang') return undefined
  if (end?.kind === 'body') return { status: end.status, headers: {}, body: end.body }
  if (end?.kind === 'error') {
    const { code, status } = end
    const problem = failure(found.service, { code, message: `${code}: the simulator was told to.`, status })
    return found.protocol.fail(found.service, problem, requestId)
  }
  if (!caller && !worksUnsigned.has(name)) return unsigned(found, requestId)
  const { accessKeyId, sessionToken } = caller ?? {}
  const operation = found.operationName
  const call = { world, operation, requestId, accessKeyId, ...(sessionToken && { sessionToken }) }
  return answer(found, request, call, site)
}

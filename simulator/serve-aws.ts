import { setTimeout as delay } from 'node:timers/promises'
import type { Cut } from './faults/cut.ts'
import { hex } from './random.ts'
import { answerUnder, refusalOf, type Asked } from './serve-fault.ts'
import { takeToken, throttlingCode } from './throttling/throttle.ts'
import { answer, unsigned } from './wire/answer.ts'
import { accountOf, callerOf } from './wire/caller.ts'
import { failureOf } from './wire/failure.ts'
import { find } from './wire/find.ts'
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

/** An answer with the world's time (epoch ms), the request's id, and how its connection breaks, if it does. */
export type Served = { answer: WireAnswer; now?: number; requestId?: string; cut?: Cut }

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
 * Answers one AWS request; undefined when a fault says to hang. Count, settle, throttle, fault, answer: in this order, so
 * that a throttled or faulted request counts and meets a settled world.
 */
export async function serveAws(site: Site, request: WireRequest): Promise<Served | undefined> {
  const caller = callerOf(request)
  const found = find(site.services, request, caller?.signingName)
  const key = { account: accountOf(caller?.accessKeyId), region: caller?.region ?? 'us-east-1' }
  const estate = site.worlds.estate(key)
  const name = `${found.serviceName}.${found.operationName}`
  estate.ledger.count(name)
  const requestId = requestIdOf(estate)
  const { accessKeyId, sessionToken } = caller ?? {}
  const call = {
    world: estate.world,
    operation: found.operationName,
    requestId,
    accessKeyId,
    ...(sessionToken && { sessionToken }),
  }
  let served: Pick<Served, 'answer' | 'cut'> | undefined
  try {
    served = await settledAnswer(site, estate, { request, found, call, name })
  } catch (error) {
    site.log(`failed: ${name}: ${error instanceof Error ? error.stack : String(error)}`)
    served = { answer: found.protocol.fail(found.service, failureOf(found.service, error), requestId) }
  }
  return served && { ...served, now: estate.world.now, requestId }
}

async function settledAnswer(
  site: Site,
  { world, faults }: Estate,
  asked: Asked,
): Promise<Pick<Served, 'answer' | 'cut'> | undefined> {
  const { request, found, call, name } = asked
  world.settle()
  if (call.accessKeyId !== undefined && !takeToken(world, name))
    return { answer: refusalOf(asked, { code: throttlingCode(found.serviceName) }) }
  const { latencyMs, end } = faults.strike(name, world)
  if (latencyMs > 0) {
    // A simulator that is stopped does not wait for it.
    await delay(latencyMs, undefined, { ref: false })
    world.settle()
  }
  if (end?.kind === 'hang') return undefined
  const own = (around?: Parameters<typeof answer>[3]['around']) =>
    call.accessKeyId === undefined && !worksUnsigned.has(name)
      ? unsigned(found, call.requestId)
      : answer(found, request, call, { ...site, ...(around && { around }) })
  if (!end) return { answer: await own() }
  return {
    answer: await answerUnder(end, asked, own),
    ...(end.kind === 'cut' && { cut: end.cut }),
  }
}

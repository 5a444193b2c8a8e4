import 'server-only'
import { decide } from '@/lib/access/decide'
import { type Identity, identityOf } from '@/lib/access/identity'
import { sayingAway } from '@/lib/api/answer'
import { isoOf } from '@/lib/api/assemble'
import { bridge } from '@/lib/api/bridge'
import type { Endpoint, InputOf, OutOf, ParamsOf } from '@/lib/api/endpoint'
import { ApiError, problemOf } from '@/lib/api/error'
import { type Params, pathOf } from '@/lib/api/paths'
import { requestContext } from '@/lib/api/request-context'
import { NoInput, paramsSchema, type Scope } from '@/lib/api/segments'
import type { Snapshot } from '@/lib/api/snapshot'
import { answeredAt, now, outOfReach } from '@/lib/aws/connection'
import { type Failure, failureOf } from './failure'
import { type Asked, hurry, noteAsked, noteReach, type Outcome, paceMs } from './live'
import { parse } from './parse'
import { answerOf, snapshotOf } from './snapshot'

/** What a server function is told: everything in it is parsed, and the identity may do what the endpoint's verb says. */
export type ServerRequest<E extends Endpoint> = {
  scope: Scope
  params: ParamsOf<E>
  input: InputOf<E>
  identity: Identity
  /** Aborted when the client went away; absent for writes, which are never broken off. */
  signal?: AbortSignal
}

/** Facts into the contract's shape; it throws an `ApiError` and knows no HTTP. */
export type ServerFunction<E extends Endpoint> = (request: ServerRequest<E>) => Promise<OutOf<E>>

export type Call<E extends Endpoint> = {
  endpoint: E
  fn: ServerFunction<E>
  /** The request target under which this answer is asked for, exactly as the browser sends it. */
  target: string
  /** Decoded, not yet parsed; `undefined` when the path could not be decoded. */
  params: Params | undefined
  /** Reads the query or body; called only after the permission was checked. */
  input: () => Promise<unknown>
  signal?: AbortSignal
}

export type Served<E extends Endpoint> =
  { ok: true; answer: OutOf<E>; snapshot: Snapshot; requestId: string } | { ok: false; failure: Failure }

/**
 * Answers one call: the only place that knows who asks, checks that they may, parses, and deposits the answer for
 * replay. The permission comes before anything is looked up, even whether the account exists. Never rejects.
 */
export async function serve<E extends Endpoint>(call: Call<E>): Promise<Served<E>> {
  const requestId = requestContext()?.requestId ?? 'none'
  try {
    return { ok: true, requestId, ...(await answer(call)) }
  } catch (thrown) {
    return { ok: false, failure: failureOf(thrown, requestId, call.signal) }
  }
}

/**
 * Tells an answer that was kept earlier as `serve` would tell it now: after the same permission check, and judged by
 * whether AWS is in reach. Never rejects.
 */
export function serveKept<E extends Endpoint>(
  { endpoint, params }: Pick<Call<E>, 'endpoint' | 'params'>,
  kept: OutOf<E>,
): { ok: true; answer: OutOf<E> } | { ok: false; failure: Failure } {
  const context = requestContext()
  try {
    const { scope, place } = admit(endpoint, params, context)
    return { ok: true, answer: judgedByReach(scope, place, kept) }
  } catch (thrown) {
    return { ok: false, failure: failureOf(thrown, context?.requestId ?? 'none') }
  }
}

type Context = NonNullable<ReturnType<typeof requestContext>>

/** Who asks, and of what; throws unless they may and it is there. */
function admit<E extends Endpoint>(
  endpoint: E,
  params: Params | undefined,
  context: Context | undefined,
): { context: Context; parsed: ParamsOf<E> & Scope; scope: Scope; place: string; identity: Identity } {
  if (context === undefined) throw new ApiError({ code: 'signed_out', message: 'Nobody is signed in.' })
  const { configuration } = bridge()
  if (params === undefined) {
    throw new ApiError({ code: 'invalid_request', message: 'The path cannot be decoded.' })
  }
  const parsed = parse(paramsSchema(endpoint.path), params, 'The path') as ParamsOf<E> & Scope
  const scope: Scope = { account: parsed.account, region: parsed.region }
  const identity = identityOf(context.caller, configuration)
  const decision = decide(identity, endpoint.verb, scope)
  if (!decision.allowed) throw new ApiError({ code: 'forbidden', message: decision.reason })
  const account = configuration.accounts.find(({ name }) => name === scope.account)
  if (!account?.regions.includes(scope.region)) {
    throw new ApiError({ code: 'not_found', message: 'There is no such account and region here.' })
  }
  return { context, parsed, scope, place: `/${scope.account}/${scope.region}`, identity }
}

async function answer<E extends Endpoint>({
  endpoint,
  fn,
  target,
  params,
  input,
  signal,
}: Call<E>): Promise<{ answer: OutOf<E>; snapshot: Snapshot }> {
  const { configuration, snapshots } = bridge()
  const { context, parsed, scope, place, identity } = admit(endpoint, params, requestContext())
  const { identityClass } = context
  const given = parse((await endpoint.input?.()) ?? NoInput, await input()) as InputOf<E>
  const request = { scope, params: parsed, input: given, identity }
  if (endpoint.method === 'POST') {
    try {
      return found<E>(snapshotOf(await fn(request), undefined, configuration.refreshScale))
    } finally {
      // Also when it failed: its outcome may be unknown.
      snapshots.drop(place)
      hurry(place)
    }
  }
  const { freshness } = endpoint
  const find = async (signalled: { signal?: AbortSignal }) => {
    const generation = snapshots.generation(place)
    const told = judgedByReach(scope, place, await fn({ ...request, ...signalled }))
    const snapshot = snapshotOf(told, freshness, configuration.refreshScale)
    if (snapshot.freshUntil > snapshot.madeAt)
      snapshots.put(identityClass, target, place, generation, snapshot)
    return snapshot
  }
  const asked: Asked = {
    identityClass,
    target,
    place,
    path: pathOf(endpoint.path, parsed),
    freshness,
    again: () => lookedAgain(find, { identityClass, target, freshness, scope }),
  }
  const isWatched = endpoint.watched !== false
  try {
    const snapshot = await find(signal ? { signal } : {})
    if (isWatched) noteAsked(asked, outcomeOf(snapshot))
    return found<E>(snapshot)
  } catch (thrown) {
    if (isWatched && signal?.aborted !== true) noteAsked(asked, failed(thrown, scope))
    // What is gone, or not this identity's to see any more, is not shown again by any page.
    if (['not_found', 'forbidden'].includes(problemOf(thrown).code)) snapshots.forget(identityClass, target)
    throw thrown
  }
}

/** While AWS is out of reach every answer says so: what is in it was read earlier and proves nothing. */
function judgedByReach<A>(scope: Scope, place: string, answer: A): A {
  const error = outOfReach(scope)
  noteReach(place, error !== undefined)
  return error === undefined ? answer : sayingAway(answer, { asOf: isoOf(answeredAt(scope)), error })
}

function found<E extends Endpoint>(snapshot: Snapshot): { answer: OutOf<E>; snapshot: Snapshot } {
  return { answer: answerOf(snapshot) as OutOf<E>, snapshot }
}

/** Answers a watched read once more; what was kept of it stays till the next look, or goes when it cannot be answered. */
async function lookedAgain(
  find: (signalled: object) => Promise<Snapshot>,
  {
    identityClass,
    target,
    freshness,
    scope,
  }: Pick<Asked, 'identityClass' | 'target' | 'freshness'> & { scope: Scope },
): Promise<Outcome> {
  try {
    const snapshot = await find({})
    const untilNextMs = 1.5 * paceMs(freshness)
    // What is not looked at again by itself has its cache time only.
    if (Number.isFinite(untilNextMs))
      snapshot.freshUntil = Math.max(snapshot.freshUntil, snapshot.madeAt + untilNextMs)
    return outcomeOf(snapshot)
  } catch (thrown) {
    bridge().snapshots.forget(identityClass, target)
    return failed(thrown, scope)
  }
}

function outcomeOf({ etag, nowMs }: Snapshot): Outcome {
  return { tag: etag, now: new Date(nowMs).toISOString() }
}

function failed(thrown: unknown, scope: Scope): Outcome {
  return { tag: `error ${problemOf(thrown).code}`, now: new Date(now(scope)).toISOString() }
}

import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'
import { ApiError, type Problem } from '@/lib/api/error'
import type { Scope } from '@/lib/api/segments'
import type { Bucket, Source } from './bucket'
import { checked, type OperationSchema } from './check'
import {
  type AwsClient,
  type AwsService,
  bucketOf,
  clientOf,
  type Connection,
  connectionOf,
  mutationTimeoutMs,
  now,
  reachOf,
  renewCredentials,
} from './connection'
import { isExpired, isUnoffered, mayHaveHappened, problemFrom } from './problem'
import { isNoAnswer, noteAnswered, noteUnanswered } from './reach'
import { retryDelayMs } from './retry'
import { isMoreUrgent, type Turn, turnOf } from './urgency'

/** A read takes no longer than this in all, retries and a body that stops half-way included. */
const readDeadlineMs = 10_000

type Send<C, O> = (client: C, options: { abortSignal: AbortSignal }) => Promise<O>

/** IAM's name of a call, e.g. `elasticloadbalancing:DescribeTargetHealth`. */
export function actionOf(service: { iamPrefix: string }, operation: OperationSchema): string {
  return `${service.iamPrefix}:${operation[2]}`
}

/**
 * Whose call it is. `hasPlace`: it is made within a turn of the bucket that a `Joiner` has, and waits for no other, or those
 * who have all places would wait for each other; `hasToken`: that turn's token is still to be used. `sentAt` (monotonic ms)
 * is noted when it is sent, and when it is sent again.
 */
export type Sent = { turn: Turn; hasPlace?: boolean; hasToken?: boolean; sentAt?: number }

/**
 * One read of AWS: waits for its token, has a deadline, is tried again within the connection's budget, and is checked
 * against AWS's model. Throws an ApiError of the closed set.
 */
export function call<C extends AwsClient, O extends object>(
  scope: Scope,
  service: AwsService<C>,
  operation: OperationSchema,
  sent: Sent,
  send: Send<C, O>,
): Promise<O> {
  const connection = connectionOf(scope)
  const bucket = bucketOf(connection, service.name, operation[2])
  const action = actionOf(service, operation)
  const once = async (abortSignal: AbortSignal) =>
    checked(operation, await send(clientOf(scope, service, 'read'), { abortSignal }), action)
  const run = () => attempts({ scope, connection, bucket, action, service: service.name, sent }, once)
  if (sent.hasToken === true) {
    // The first call of a batch has it; the next page needs its own.
    sent.hasToken = false
    return run()
  }
  if (sent.hasPlace === true) return bucket.again(sent.turn, Infinity).then(run)
  return inTurn(bucket, sent.turn, run)
}

function inTurn<T>(bucket: Bucket, turn: Turn, run: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    let taken = false
    const source: Source = {
      next: () => (taken ? undefined : turn.urgency),
      has: (urgency) => !taken && turn.urgency === urgency,
      ahead: (urgency) => (taken || isMoreUrgent(urgency, turn.urgency) ? 0 : 1),
      routineSince: () => turn.since,
      take: async () => {
        taken = true
        await run().then(resolve, reject)
      },
    }
    turn.onHurried = () => bucket.offer(source)
    bucket.offer(source)
  })
}

type Attempts = {
  scope: Scope
  connection: Connection
  bucket: Bucket
  action: string
  service: string
  sent: Sent
}

async function attempts<O>(
  { scope, connection, bucket, action, service, sent }: Attempts,
  once: (abortSignal: AbortSignal) => Promise<O>,
): Promise<O> {
  const deadline = performance.now() + readDeadlineMs
  const reaches = [connection.reach.whole, reachOf(connection, service)]
  for (let attempt = 1; ; attempt += 1) {
    const sentAt = performance.now()
    sent.sentAt = sentAt
    connection.retries.sent()
    try {
      const sound = await within(Math.max(1, Math.ceil(deadline - sentAt)), once)
      connection.state = { asOf: now(scope) }
      for (const reach of reaches) noteAnswered(reach, performance.now())
      return sound
    } catch (thrown) {
      const problem = problemFrom(thrown, action)
      // For `/readyz`: a denied or absent thing is an answer, silence is not.
      if (problem.code === 'unavailable' || problem.code === 'timed_out')
        connection.state = { asOf: connection.state?.asOf ?? null, error: problem }
      if (problem.code === 'throttled') bucket.throttled(sentAt)
      const isAnswer = !isNoAnswer(problem) || isUnoffered(thrown)
      if (isAnswer) for (const reach of reaches) noteAnswered(reach, performance.now())
      const delayMs = retryDelayMs(thrown, problem, attempt)
      if (delayMs === undefined || performance.now() + delayMs > deadline || !connection.retries.mayRetry()) {
        if (!isAnswer) for (const reach of reaches) noteUnanswered(reach, problem)
        throw new ApiError(problem)
      }
      if (isExpired(thrown)) renewCredentials(connection)
      await wait(delayMs)
      if (!(await bucket.again(sent.turn, deadline))) {
        connection.retries.unused()
        if (!isAnswer) for (const reach of reaches) noteUnanswered(reach, problem)
        throw new ApiError(problem)
      }
    }
  }
}

/**
 * The SDK looks at the signal once it is about to send: credentials that never come (a `credential_process` that hangs)
 * would hold the call and its lane for good. What is aborted by then is not sent any more.
 */
function within<T>(deadlineMs: number, send: (abortSignal: AbortSignal) => Promise<T>): Promise<T> {
  const abortSignal = AbortSignal.timeout(deadlineMs)
  return new Promise((resolve, reject) => {
    abortSignal.addEventListener('abort', () => reject(abortSignal.reason as Error), { once: true })
    send(abortSignal).then(resolve, reject)
  })
}

/** What became of a mutation: done, refused, or unknown because the answer was lost. */
export type Mutated<O> = { outcome: 'done'; reply: O } | { outcome: 'unknown'; problem: Problem }

/** One mutation, sent once, before any read that waits. Throws an ApiError when AWS refused it or it certainly never got there. */
export async function mutate<C extends AwsClient, O extends object>(
  scope: Scope,
  service: AwsService<C>,
  operation: OperationSchema,
  send: Send<C, O>,
): Promise<Mutated<O>> {
  const action = actionOf(service, operation)
  const bucket = bucketOf(connectionOf(scope), service.name, operation[2])
  let sentAt = Infinity
  try {
    const reply = await inTurn(bucket, turnOf('write'), () => {
      sentAt = performance.now()
      const client = clientOf(scope, service, 'mutation')
      return within(mutationTimeoutMs, (abortSignal) => send(client, { abortSignal }))
    })
    return { outcome: 'done', reply: checked(operation, reply, action) }
  } catch (thrown) {
    const problem = problemFrom(thrown, action)
    if (problem.code === 'throttled') bucket.throttled(sentAt)
    if (mayHaveHappened(thrown)) return { outcome: 'unknown', problem }
    throw new ApiError(problem)
  }
}

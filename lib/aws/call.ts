import 'server-only'
import { ApiError, type Problem } from '@/lib/api/error'
import type { Scope } from '@/lib/api/segments'
import { checked, type OperationSchema } from './check'
import {
  type AwsClient,
  type AwsService,
  clientOf,
  connectionOf,
  laneOf,
  mutationTimeoutMs,
  now,
} from './connection'
import { mayHaveHappened, problemFrom } from './problem'

/** A read takes no longer than this in all, retries and a body that stops half-way included. */
const readDeadlineMs = 10_000

type Send<C, O> = (client: C, options: { abortSignal: AbortSignal }) => Promise<O>

/** IAM's name of a call, e.g. `elasticloadbalancing:DescribeTargetHealth`. */
export function actionOf(service: { iamPrefix: string }, operation: OperationSchema): string {
  return `${service.iamPrefix}:${operation[2]}`
}

/**
 * One read of AWS: waits its turn in its lane (by default the service's), has a deadline, is checked against AWS's model.
 * Throws an ApiError of the closed set.
 */
export async function call<C extends AwsClient, O extends object>(
  scope: Scope,
  service: AwsService<C>,
  operation: OperationSchema,
  send: Send<C, O>,
  lane: string = service.name,
): Promise<O> {
  const connection = connectionOf(scope)
  const action = actionOf(service, operation)
  return laneOf(
    connection,
    lane,
  )(async () => {
    try {
      const reply = await within(readDeadlineMs, (abortSignal) =>
        send(clientOf(scope, service, 'read'), { abortSignal }),
      )
      const sound = checked(operation, reply, action)
      connection.state = { asOf: now(scope) }
      return sound
    } catch (thrown) {
      const problem = problemFrom(thrown, action)
      // For `/readyz`: a denied or absent thing is an answer, silence is not.
      if (problem.code === 'unavailable' || problem.code === 'timed_out')
        connection.state = { asOf: connection.state?.asOf ?? null, error: problem }
      throw new ApiError(problem)
    }
  })
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

/** One mutation, sent once. Throws an ApiError when AWS refused it or it certainly never got there. */
export async function mutate<C extends AwsClient, O extends object>(
  scope: Scope,
  service: AwsService<C>,
  operation: OperationSchema,
  send: Send<C, O>,
): Promise<Mutated<O>> {
  const action = actionOf(service, operation)
  try {
    const reply = await within(mutationTimeoutMs, (abortSignal) =>
      send(clientOf(scope, service, 'mutation'), { abortSignal }),
    )
    return { outcome: 'done', reply: checked(operation, reply, action) }
  } catch (thrown) {
    const problem = problemFrom(thrown, action)
    if (mayHaveHappened(thrown)) return { outcome: 'unknown', problem }
    throw new ApiError(problem)
  }
}

import 'server-only'
import type { Problem } from '@/lib/api/error'
import { isExpired, isSkewed, isTransient } from './problem'

/** A throttled call was not carried out and costs AWS little: it is worth more tries than one that failed. */
const triesThrottled = 5
const triesTransient = 3

/**
 * How long (ms) to wait before a failed read is sent again; undefined when that is no use. Full jitter, so that calls
 * that failed together do not come back together: https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
 *
 * @param attempt how often it was sent by now
 */
export function retryDelayMs(thrown: unknown, problem: Problem, attempt: number): number | undefined {
  // The SDK has taken in AWS's time from the refusal, and expired credentials are asked for anew: once is enough.
  if (isSkewed(thrown) || isExpired(thrown)) return attempt === 1 ? 0 : undefined
  const tries = problem.code === 'throttled' ? triesThrottled : isTransient(thrown) ? triesTransient : 0
  if (attempt >= tries) return undefined
  return 50 + Math.random() * Math.min(1_000, 100 * 2 ** (attempt - 1))
}

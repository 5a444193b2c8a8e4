import 'server-only'
import { tally } from './tally'

const windowSeconds = 10
/** Retries are at most this part of all calls. */
const most = 0.2
/** A few calls alone may each be tried again. */
const atLeast = 10

/** How often the calls of one connection may be tried again: a far end in trouble is not to get more calls, but fewer. */
export type RetryBudget = { sent: () => void; mayRetry: () => boolean }

export function retryBudget(): RetryBudget {
  const calls = tally(windowSeconds)
  const retries = tally(windowSeconds)
  return {
    sent: () => calls.add(),
    mayRetry: () => {
      if (retries.count() + 1 > Math.max(atLeast, most * (calls.count() + 1))) return false
      retries.add()
      return true
    },
  }
}

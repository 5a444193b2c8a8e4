import 'server-only'

/** Each call pays in for so many tries again: over time they are at most this part of all calls. */
const perCall = 0.2
/** So many are at hand for a start, and no more are ever saved up: a page that is opened in a bad moment completes. */
const most = 20

/** How often the calls of one connection may be tried again: a far end in trouble is not to get more calls, but fewer. */
export type RetryBudget = {
  sent: () => void
  /** Takes one try out of it, when there is one. */
  mayRetry: () => boolean
  /** Gives back one that was not made. */
  unused: () => void
}

export function retryBudget(): RetryBudget {
  let saved = most
  return {
    sent: () => {
      saved = Math.min(most, saved + perCall)
    },
    mayRetry: () => {
      if (saved < 1) return false
      saved -= 1
      return true
    },
    unused: () => {
      saved = Math.min(most, saved + 1)
    },
  }
}

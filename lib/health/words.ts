/**
 * A length of time in words a tired reader takes in at once: `under a minute`, `14 min`, `3 h`, `2 days`.
 * Coarse on purpose: an answer whose facts did not change should not change its bytes every second.
 */
export function span(ms: number): string {
  const minutes = Math.floor(ms / 60_000)
  if (minutes < 1) return 'under a minute'
  if (minutes < 120) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} days`
}

/** `1 task`, `3 tasks`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`
}

/** `a`, `a and b`, `a, b and 3 more`. */
export function listed(names: readonly string[], limit = 3): string {
  const shown = names.slice(0, limit)
  const rest = names.length - shown.length
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}

/** AWS's sentence, short enough for a line; the whole of it stands on the page that lists it. */
export function clipped(text: string, length = 700): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`
}

/** A sentence as the second half of another. */
export function asClause(text: string): string {
  return text.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())
}

/** Words for numbers and times. Pure and the same on server and browser: no locale, no time zone. */

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** A span in one unit, in two just above an hour and a day ("1 h 20 min"): enough to act on, short enough for a cell. */
export function formatSpan(ms: number): string {
  const span = Math.max(0, ms)
  if (span < minute) return `${Math.floor(span / second)} s`
  if (span < hour) return `${Math.floor(span / minute)} min`
  if (span < day) return twoUnits(span, hour, 'h', minute, 'min')
  return twoUnits(span, day, 'd', hour, 'h')
}

function twoUnits(span: number, big: number, bigWord: string, small: number, smallWord: string): string {
  const rest = Math.floor((span % big) / small)
  const head = `${Math.floor(span / big)} ${bigWord}`
  return rest === 0 || span >= 2 * big ? head : `${head} ${rest} ${smallWord}`
}

/** "12 s ago"; "just now" below two seconds, "in 3 min" for the future. */
export function formatAge(ms: number): string {
  if (Number.isNaN(ms)) return 'at an unknown time'
  if (ms < -2 * second) return `in ${formatSpan(-ms)}`
  return ms < 2 * second ? 'just now' : `${formatSpan(ms)} ago`
}

/** `2026-11-23 22:19:42 UTC`. */
export function formatUtc(iso: string): string {
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return iso
  return `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

/** The exact time for a tooltip: the reader's zone first, then UTC. Only for the browser. */
export function formatExact(iso: string): string {
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return iso
  const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' }).format(at)
  return `${local} · ${formatUtc(iso)}`
}

/** "1 task", "3 tasks". */
export function count(n: number, noun: string, plural = `${noun}s`): string {
  return `${n.toLocaleString('en-US')} ${n === 1 ? noun : plural}`
}

/** Percent with one digit below ten: "4.2 %", "83 %". */
export function formatPercent(value: number): string {
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} %`
}

/** Keeps both ends of a long id, since ids differ at either: `0f3c9a…77b1`. */
export function truncateMiddle(text: string, head = 8, tail = 4): string {
  return text.length <= head + tail + 1
    ? text
    : `${text.slice(0, head)}…${tail === 0 ? '' : text.slice(-tail)}`
}

/** Joins class names, leaving out what is absent. */
export function classes(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}

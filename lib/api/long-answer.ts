/**
 * Reads the bytes of a long list without holding the page up: in slices, and only the items that are others than in the
 * answer before. Those that are the same stay the same objects.
 */

/** Shorter answers are read at once: that takes less than a slice. */
const longFrom = 150_000
/** How long (ms) a slice may take; a frame has room for it. */
const sliceMs = 5
/** Items between two looks at the clock. */
const atOnce = 16

type Listed = { items?: unknown }
type Print = { low: Int32Array; high: Int32Array }

/** Two hashes of each item's bytes, by the list that they became. */
const prints = new WeakMap<readonly unknown[], Print>()

type Options = { signal?: AbortSignal | undefined; clock?: () => number; rest?: () => Promise<void> }

/** The value of a JSON text; `before` is the answer that is known from the same address. */
export async function readAnswer(
  bytes: Uint8Array,
  before?: unknown,
  { signal, clock = () => performance.now(), rest = breathe }: Options = {},
): Promise<unknown> {
  if (bytes.length < longFrom) return parse(bytes)
  const start = itemsAt(bytes)
  if (start === -1) return parse(bytes)
  const known = (before as Listed | undefined)?.items
  const old = Array.isArray(known) ? (known as unknown[]) : []
  const oldPrint = prints.get(old)
  const items: unknown[] = []
  const low: number[] = []
  const high: number[] = []
  let at = start
  let end = clock() + sliceMs
  for (let more = bytes[at] !== closeBracket; more;) {
    const index = items.length
    const item = scan(bytes, at)
    const next = item === undefined ? undefined : bytes[item.end]
    // Not what our own server writes: read, or refused, as any JSON.
    if (item === undefined || (next !== comma && next !== closeBracket)) return parse(bytes)
    low.push(item.low)
    high.push(item.high)
    const same = oldPrint?.low[index] === item.low && oldPrint.high[index] === item.high
    items.push(same ? old[index] : shared(parse(bytes.subarray(at, item.end))))
    more = next === comma
    at = more ? item.end + 1 : item.end
    if (items.length % atOnce === 0 && clock() >= end) {
      // oxlint-disable-next-line no-await-in-loop -- that is what the slices are for
      await rest()
      signal?.throwIfAborted()
      end = clock() + sliceMs
    }
  }
  prints.set(items, { low: Int32Array.from(low), high: Int32Array.from(high) })
  const around = parse(joined(bytes.subarray(0, start), bytes.subarray(at))) as object
  return { ...around, items }
}

/** Whether an answer was read by items, and shares with the one before it what is the same. */
export function isShared(answer: unknown): boolean {
  const { items } = (answer ?? {}) as Listed
  return Array.isArray(items) && prints.has(items as unknown[])
}

const [quote, backslash, comma, openBracket, closeBracket, openBrace, closeBrace] = [
  0x22, 0x5c, 0x2c, 0x5b, 0x5d, 0x7b, 0x7d,
]
const key = new TextEncoder().encode('"items":[')
const decoder = new TextDecoder()

function parse(bytes: Uint8Array): unknown {
  return JSON.parse(decoder.decode(bytes))
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

/** Where the first item of the outermost object's `items` begins, or -1. */
function itemsAt(bytes: Uint8Array): number {
  let depth = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === quote) {
      if (depth === 1 && key.every((each, index) => bytes[at + index] === each)) return at + key.length
      at = endOfText(bytes, at)
    } else if (byte === openBrace || byte === openBracket) depth++
    else if (byte === closeBrace || byte === closeBracket) depth--
  }
  return -1
}

function endOfText(bytes: Uint8Array, from: number): number {
  let at = from + 1
  while (at < bytes.length && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1
  return at
}

/** One object: where it ends, and two hashes of its bytes; undefined when there is none. */
function scan(bytes: Uint8Array, from: number): { end: number; low: number; high: number } | undefined {
  if (bytes[from] !== openBrace) return undefined
  let low = 0x811c9dc5 | 0
  let high = 0x9747b28c | 0
  let depth = 0
  let inText = false
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    low = Math.imul(low ^ byte, 0x01000193)
    high = Math.imul(high ^ byte, 0x5bd1e995)
    high ^= high >>> 15
    if (inText) {
      if (byte === quote) inText = false
      else if (byte === backslash) {
        at++
        low = Math.imul(low ^ (bytes[at] ?? 0), 0x01000193)
        high = Math.imul(high ^ (bytes[at] ?? 0), 0x5bd1e995)
      }
    } else if (byte === quote) inText = true
    else if (byte === openBrace || byte === openBracket) depth++
    else if ((byte === closeBrace || byte === closeBracket) && --depth === 0)
      return { end: at + 1, low, high }
  }
  return undefined
}

/**
 * Values that were met lately, each at a place of its own: a word, a tag or a sentence of ten thousand rows is kept once.
 * Answers are never changed, so it does not matter who else holds the same.
 */
type Holder = Record<string, unknown>
const places = 4_096
const metTexts: string[] = Array.from({ length: places }, () => '')
const metHolders: (Holder | undefined)[] = Array.from({ length: places }, () => undefined)

function placeOf(text: string): number {
  const { length } = text
  if (length === 0) return 0
  const [first, middle, last] = [0, length >> 1, length - 1].map((at) => text.charCodeAt(at))
  return (length * 131 + (first ?? 0) * 31 + (middle ?? 0) * 17 + (last ?? 0) * 7) % places
}

/** An item with the texts, lists and objects in it shared with other items. */
function shared(item: unknown): unknown {
  if (item !== null && typeof item === 'object') shareIn(item as Holder)
  return item
}

/** Shares what a value holds; tells a place for the value itself. */
function shareIn(holder: Holder): number {
  let place = 0
  for (const name of Object.keys(holder)) {
    const held = holder[name]
    if (typeof held === 'string') {
      const at = placeOf(held)
      if (metTexts[at] === held) holder[name] = metTexts[at]
      else metTexts[at] = held
      place = (place * 31 + at) % places
    } else if (held !== null && typeof held === 'object') {
      const at = shareIn(held as Holder)
      const met = metHolders[at]
      if (met !== undefined && isSame(met, held as Holder)) holder[name] = met
      else metHolders[at] = held as Holder
      place = (place * 31 + at) % places
    } else if (typeof held === 'number') place = (place * 31 + (held & 1_023)) % places
  }
  return place
}

/** Whether two hold the very same; what they hold was shared before, so there is no need to look deeper. */
function isSame(a: Holder, b: Holder): boolean {
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const names = Object.keys(a)
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && Object.is(a[name], b[name]))
  )
}

/** Lets the page do all that waits, its next frame above all: what is merely the next task may come before that. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    if ('scheduler' in globalThis) void scheduler.postTask(resolve, { priority: 'background' })
    else setTimeout(resolve, 4)
  })
}

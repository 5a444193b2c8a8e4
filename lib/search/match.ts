import type { SearchHit } from './contract'

/** A text by which something is found, and what to say when it is that which matched. */
export type Key = { text: string; detail?: string }

/** Something that can be found. There may be tens of thousands, so that what a hit says is made only for hits. */
export type Candidate = Pick<SearchHit, 'kind' | 'title' | 'level'> & {
  /** Its keys in lower case, each between line ends: what a query is looked for in. */
  hay: string
  tell: () => { detail: string; path: string; keys: Key[] }
}

const most = 50
const kinds: SearchHit['kind'][] = [
  'cluster',
  'service',
  'task-definition',
  'instance',
  'target-group',
  // Last, for there are so many; those that run come first among them.
  'task',
]

/** A candidate over its keys. */
export function candidate(
  found: Pick<SearchHit, 'kind' | 'title' | 'level'>,
  keys: readonly Key[],
  tell: () => { detail: string; path: string; keys: Key[] },
): Candidate {
  const texts = keys.map(({ text }) => text.toLowerCase())
  return { ...found, hay: `\n${texts.join('\n')}\n`, tell }
}

/**
 * The candidates that match, best first, at most 50: what is called so, then a whole text before its beginning before
 * its middle. Case does not matter; of several words each must match. A pasted ARN matches by the whole of it.
 */
export function searched(
  query: string,
  candidates: readonly Candidate[],
): { hits: SearchHit[]; total: number } {
  const whole = query.trim().toLowerCase()
  const words = whole.split(/\s+/).filter(Boolean)
  if (words.length === 0) return { hits: [], total: 0 }
  // By rank and kind, so that only what may be among the first has to be put in order.
  const groups = new Map<number, Candidate[]>()
  let total = 0
  for (const each of candidates) {
    if (!words.every((word) => each.hay.includes(word))) continue
    total += 1
    // What is called so comes before what only has to do with it: a revision before the many tasks that run it.
    const called = each.title.toLowerCase() === whole
    const rank = called ? -1 : Math.max(...words.map((word) => rankOf(word, each.hay)))
    const place = rank * kinds.length + kinds.indexOf(each.kind)
    const group = groups.get(place)
    if (group === undefined) groups.set(place, [each])
    else group.push(each)
  }
  const found: Candidate[] = []
  for (const place of [...groups.keys()].sort((a, b) => a - b)) {
    if (found.length >= most) break
    found.push(...(groups.get(place) ?? []).sort(byTitle).slice(0, most - found.length))
  }
  return { hits: found.map((each) => hitOf(each, words)), total }
}

const order = new Intl.Collator('en')
const byTitle = (a: Candidate, b: Candidate) =>
  Number(a.level === 'stopped') - Number(b.level === 'stopped') || order.compare(a.title, b.title)

/** 0 where the word is a whole key, 1 where one begins with it, 2 where it is inside. */
function rankOf(word: string, hay: string): number {
  if (hay.includes(`\n${word}\n`)) return 0
  return hay.includes(`\n${word}`) ? 1 : 2
}

/** What it says: its own words, and what matched when it is not the name. */
function hitOf({ kind, title, level, tell }: Candidate, words: readonly string[]): SearchHit {
  const { detail, path, keys } = tell()
  const matched = words.map((word) => bestKey(word, keys)?.detail).find((text) => text !== undefined)
  return { kind, title, level, path, detail: matched === undefined ? detail : `${detail} · ${matched}` }
}

function bestKey(word: string, keys: readonly Key[]): Key | undefined {
  const matching = keys.filter(({ text }) => text.toLowerCase().includes(word))
  const rank = ({ text }: Key) => rankOf(word, `\n${text.toLowerCase()}\n`)
  return matching.sort((a, b) => rank(a) - rank(b))[0]
}

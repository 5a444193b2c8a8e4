import type { SearchHit } from './contract'

/** Something that can be found: what it is, and the texts by which it is found with what to say when they match. */
export type Candidate = {
  hit: SearchHit
  keys: { text: string; detail?: string }[]
}

const most = 50
const kinds: SearchHit['kind'][] = [
  'cluster',
  'service',
  'task',
  'task-definition',
  'instance',
  'target-group',
]

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
  const found = candidates.flatMap(({ hit, keys }) => {
    const texts = keys.map(({ text, detail }) => ({ text: text.toLowerCase(), detail }))
    const matches = words.map((word) => best(word, texts))
    if (words.length === 0 || matches.some((match) => match === undefined)) return []
    const known = matches.filter((match) => match !== undefined)
    const detail = known.find((match) => match.detail !== undefined)?.detail
    // What is called so comes before what only has to do with it: a revision before the many tasks that run it.
    const called = hit.title.toLowerCase() === whole
    const rank = called ? -1 : Math.max(...known.map((match) => match.rank))
    return [{ rank, hit: detail === undefined ? hit : { ...hit, detail: `${hit.detail} · ${detail}` } }]
  })
  found.sort(
    (a, b) =>
      a.rank - b.rank ||
      kinds.indexOf(a.hit.kind) - kinds.indexOf(b.hit.kind) ||
      a.hit.title.localeCompare(b.hit.title) ||
      a.hit.path.localeCompare(b.hit.path),
  )
  const once = [...new Map(found.map(({ hit }) => [`${hit.kind} ${hit.path} ${hit.title}`, hit])).values()]
  return { hits: once.slice(0, most), total: once.length }
}

function best(word: string, texts: { text: string; detail: string | undefined }[]) {
  const ranked = texts.flatMap(({ text, detail }) => {
    const at = text.indexOf(word)
    return at < 0 ? [] : [{ rank: text === word ? 0 : at === 0 ? 1 : 2, detail }]
  })
  return ranked.sort((a, b) => a.rank - b.rank)[0]
}

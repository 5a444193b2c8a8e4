import 'server-only'
import { singleton } from '@/lib/api/bridge'

/** Longer texts are sentences, which seldom come twice. */
const longest = 200
const mostEach = 60_000

type Texts = { young: Map<string, string>; old: Map<string, string> }

/**
 * The same text as one object: ARNs, names and words come thousands of times in the replies about an estate, and a parser
 * makes each of them anew. What was not met for long is forgotten: there are two generations, and the older one goes
 * when the younger is full.
 */
export function interned(text: string): string {
  if (text.length > longest) return text
  const texts = singleton('aws.texts', (): Texts => ({ young: new Map(), old: new Map() }))
  const known = texts.young.get(text)
  if (known !== undefined) return known
  const kept = texts.old.get(text) ?? text
  if (texts.young.size >= mostEach) {
    texts.old = texts.young
    texts.young = new Map()
  }
  texts.young.set(kept, kept)
  return kept
}

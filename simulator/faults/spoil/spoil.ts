import type { WireAnswer } from '../../wire/message.ts'
import type { Operation } from '../../wire/operation.ts'
import type { Draw, Spoiling } from './spoiling.ts'
import { spoilJson } from './spoil-json.ts'
import { spoilXml } from './spoil-xml.ts'

/**
 * An answer with values that its protocol does not allow, as lesser endpoints send them. Errors, and answers in CBOR
 * (which the SDK of this version does not ask for), pass as they are.
 */
export function spoil(answer: WireAnswer, how: Spoiling, operation: Operation, draw: Draw): WireAnswer {
  if (answer.status !== 200) return answer
  const type = answer.headers['content-type'] ?? ''
  const text = Buffer.from(answer.body).toString('utf8')
  if (text === '') return answer
  if (how === 'lone-surrogates') return type.includes('json') ? { ...answer, body: withHalves(text) } : answer
  if (type.includes('json')) return { ...answer, body: spoilJson(text, how, operation.output, draw) }
  if (type.includes('xml')) return { ...answer, body: spoilXml(text, how, draw) }
  return answer
}

const withHalves = (text: string) =>
  text.replace(/[\ue000-\ue7ff]/g, (one) => `\\u${(one.charCodeAt(0) - 0x800).toString(16)}`)

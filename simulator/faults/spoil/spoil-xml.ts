import { isDrawn, type Draw, type Spoiling } from './spoiling.ts'

const leaf = /<([A-Za-z]\w*)>([^<]*)<\/\1>/g
const listStart = /<(?!member>)(\w+)>(?=<member>)/g
const time = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/

/**
 * Spoils an answer of the query protocol. XML knows no null and no types: an empty element stands for the one, words
 * where a number or a truth value belongs for the other.
 */
export function spoilXml(text: string, how: Spoiling, draw: Draw): string {
  const end = text.indexOf('<ResponseMetadata>')
  const [answer, rest] = end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end)]
  let place = 0
  const spoiled = answer.replace(leaf, (whole, name: string, value: string) => {
    const drawn = isDrawn(draw, `${name}.${place++}`)
    if (how === 'nulls') return drawn ? `<${name}/>` : whole
    if (time.test(value)) return how === 'text-times' ? `<${name}>yesterday</${name}>` : whole
    if (how === 'text-times' || !drawn) return whole
    if (/^-?\d+(\.\d+)?$/.test(value)) return `<${name}>many</${name}>`
    return value === 'true' || value === 'false' ? `<${name}>perhaps</${name}>` : whole
  })
  return (how === 'nulls' ? spoiled.replace(listStart, '<$1><member/>') : spoiled) + rest
}

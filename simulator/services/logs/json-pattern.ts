import { regularExpression } from './regular-expression.ts'
import { invalidParameter } from './state.ts'

type Condition = (document: unknown) => boolean

/**
 * Reads `{ $.level = "error" && $.durationMs > 500 }`: comparisons, `&&`, `||`, brackets, `IS TRUE|FALSE|NULL`,
 * `EXISTS`, `NOT EXISTS`, `*` in strings and `%…%`. A message that is no JSON object does not match.
 */
export function jsonCondition(pattern: string): (message: string) => boolean {
  const condition = new Reader(pattern).read()
  return (message) => {
    if (!message.startsWith('{') && !message.startsWith('[')) return false
    try {
      return condition(JSON.parse(message))
    } catch {
      return false
    }
  }
}

const tokens =
  /\$(?:\.[\w-]+|\[\d+\]|\['[^']+'\]|\["[^"]+"\])*|"(?:[^"\\]|\\.)*"|%[^%]+%|&&|\|\||!=|<=|>=|[{}()=<>]|[^\s{}()=<>!&|"]+/g

class Reader {
  #tokens: string[]
  #at = 0

  constructor(pattern: string) {
    this.#tokens = pattern.match(tokens) ?? []
    if (pattern.replace(tokens, '').trim() !== '') throw problem()
  }

  read(): Condition {
    this.#expect('{')
    const condition = this.#or()
    this.#expect('}')
    if (this.#at < this.#tokens.length) throw problem()
    return condition
  }

  #or(): Condition {
    const all = [this.#and()]
    while (this.#take('||')) all.push(this.#and())
    return (document) => all.some((condition) => condition(document))
  }

  #and(): Condition {
    const all = [this.#one()]
    while (this.#take('&&')) all.push(this.#one())
    return (document) => all.every((condition) => condition(document))
  }

  #one(): Condition {
    if (this.#take('(')) {
      const condition = this.#or()
      this.#expect(')')
      return condition
    }
    const path = this.#next()
    if (!path.startsWith('$')) throw problem()
    const select = selector(path)
    const operator = this.#next()
    if (operator === 'EXISTS') return (document) => select(document) !== undefined
    if (operator === 'NOT') {
      this.#expect('EXISTS')
      return (document) => select(document) === undefined
    }
    if (operator === 'IS') return is(select, this.#next())
    return compare(select, operator, this.#next())
  }

  #next(): string {
    const token = this.#tokens[this.#at++]
    if (token === undefined) throw problem()
    return token
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false
    this.#at++
    return true
  }

  #expect(token: string): void {
    if (!this.#take(token)) throw problem()
  }
}

type Select = (document: unknown) => unknown

function selector(path: string): Select {
  const steps = [...path.matchAll(/\.([\w-]+)|\[(\d+)\]|\['([^']+)'\]|\["([^"]+)"\]/g)].map(
    ([, name, index, single, double]) => name ?? index ?? single ?? double ?? '',
  )
  return (document) => {
    let value: unknown = document
    for (const step of steps) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
      value = (value as Record<string, unknown>)[step]
    }
    return value
  }
}

function is(select: Select, word: string): Condition {
  const wanted = { TRUE: true, FALSE: false, NULL: null }[word]
  if (wanted === undefined) throw problem()
  return (document) => select(document) === wanted
}

function compare(select: Select, operator: string, token: string): Condition {
  const same = sameAs(token)
  if (operator === '=') return (document) => same(select(document))
  if (operator === '!=')
    return (document) => {
      const value = select(document)
      return value !== undefined && !same(value)
    }
  const limit = Number(token)
  if (!/^[<>]=?$/.test(operator) || Number.isNaN(limit)) throw problem()
  return (document) => {
    const value = select(document)
    if (typeof value !== 'number') return false
    if (operator === '<') return value < limit
    if (operator === '<=') return value <= limit
    return operator === '>' ? value > limit : value >= limit
  }
}

function sameAs(token: string): (value: unknown) => boolean {
  const source = /^%(.+)%$/.exec(token)?.[1]
  if (source !== undefined) {
    const expression = regularExpression(source)
    return (value) => typeof value === 'string' && expression.test(value)
  }
  const quoted = token.startsWith('"')
  const text = quoted ? token.slice(1, -1).replace(/\\(.)/g, '$1') : token
  const number = quoted || text === '' ? NaN : Number(text)
  const expression = new RegExp(
    `^${text
      .split('*')
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
    's',
  )
  return (value) =>
    typeof value === 'number' ? value === number : typeof value === 'string' && expression.test(value)
}

const problem = () => invalidParameter('Invalid filter pattern')

import type { Attribute } from '@aws-sdk/client-ecs'
import { invalid } from '../refusal.ts'

/** What a cluster query may ask of an instance. */
export type Subject = {
  attributes: Attribute[]
  agentConnected: boolean
  ec2InstanceId: string
  registeredAt: number
  runningTasksCount: number
  groups: string[]
}

type Node = (subject: Subject) => boolean

const TOKEN =
  /\s*(?:(\(|\)|\[|\]|,|!(?!=|~|in\b))|(==|!=|=~|!~|>=|<=|>|<|!in\b|&&|\|\|)|("[^"]*"|'[^']*'|[^\s()[\],]+))/y

/**
 * Compiles a cluster query expression, as placement constraints and the `filter` of ListContainerInstances use:
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-query-language.html
 * Refuses what it cannot read with ECS's InvalidParameterException.
 */
export function compileExpression(expression: string): Node {
  const tokens = tokensOf(expression)
  let at = 0
  const peek = () => tokens[at]?.toLowerCase()
  const next = () => {
    const token = tokens[at++]
    if (token === undefined) throw bad(expression)
    return token
  }

  const either = (): Node => {
    let left = both()
    while (peek() === 'or' || peek() === '||') {
      at++
      const [a, b] = [left, both()]
      left = (subject) => a(subject) || b(subject)
    }
    return left
  }
  const both = (): Node => {
    let left = one()
    while (peek() === 'and' || peek() === '&&') {
      at++
      const [a, b] = [left, one()]
      left = (subject) => a(subject) && b(subject)
    }
    return left
  }
  const one = (): Node => {
    if (peek() === 'not' || peek() === '!') {
      at++
      const inner = one()
      return (subject) => !inner(subject)
    }
    if (peek() === '(') {
      at++
      const inner = either()
      if (next() !== ')') throw bad(expression)
      return inner
    }
    return comparison()
  }
  const comparison = (): Node => {
    const subject = next()
    const operator = (peek() ?? '').replace(/^not_/, '!')
    if (operator === 'exists' || operator === '!exists') {
      at++
      const wanted = operator === 'exists'
      return (each) => valuesOf(each, subject).length > 0 === wanted
    }
    if (!OPERATORS.has(operator)) throw bad(expression)
    at++
    const operands = peek() === '[' ? list() : [unquoted(next())]
    return compare(subject, OPERATORS.get(operator)!, operands)
  }
  const list = (): string[] => {
    at++
    const out: string[] = []
    while (peek() !== ']') {
      if (peek() === ',') at++
      else out.push(unquoted(next()))
    }
    at++
    return out
  }

  const root = either()
  if (at !== tokens.length) throw bad(expression)
  return root
}

type Test = { negated: boolean; holds: (value: string, operand: string) => boolean }

const equal = (value: string, operand: string) => value === operand
const match = (value: string, operand: string) => {
  try {
    return new RegExp(`^(?:${operand})$`).test(value)
  } catch {
    throw invalid('Invalid expression: the pattern could not be read.')
  }
}
const positive = (holds: Test['holds']): Test => ({ negated: false, holds })
const negative = (holds: Test['holds']): Test => ({ negated: true, holds })

const OPERATORS = new Map<string, Test>([
  ['==', positive(equal)],
  ['equals', positive(equal)],
  ['!=', negative(equal)],
  ['!equals', negative(equal)],
  ['in', positive(equal)],
  ['!in', negative(equal)],
  ['=~', positive(match)],
  ['matches', positive(match)],
  ['!~', negative(match)],
  ['!matches', negative(match)],
  ['>', positive((value, operand) => Number(value) > Number(operand))],
  ['>=', positive((value, operand) => Number(value) >= Number(operand))],
  ['<', positive((value, operand) => Number(value) < Number(operand))],
  ['<=', positive((value, operand) => Number(value) <= Number(operand))],
  ['greater_than', positive((value, operand) => Number(value) > Number(operand))],
  ['greater_than_equal', positive((value, operand) => Number(value) >= Number(operand))],
  ['less_than', positive((value, operand) => Number(value) < Number(operand))],
  ['less_than_equal', positive((value, operand) => Number(value) <= Number(operand))],
])

function compare(subject: string, test: Test, operands: string[]): Node {
  return (each) => {
    const some = valuesOf(each, subject).some((value) =>
      operands.some((operand) => test.holds(value, operand)),
    )
    return some !== test.negated
  }
}

function valuesOf(subject: Subject, name: string): string[] {
  if (name === 'agentConnected') return [String(subject.agentConnected)]
  if (name === 'ec2InstanceId') return [subject.ec2InstanceId]
  if (name === 'registeredAt') return [new Date(subject.registeredAt).toISOString()]
  if (name === 'runningTasksCount') return [String(subject.runningTasksCount)]
  if (name === 'task:group') return subject.groups
  const attribute = name.startsWith('attribute:') ? name.slice('attribute:'.length) : undefined
  if (attribute === undefined) throw bad(name)
  return subject.attributes.filter((each) => each.name === attribute).map((each) => each.value ?? '')
}

function tokensOf(expression: string): string[] {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  const text = expression.trimEnd()
  while (TOKEN.lastIndex < text.length) {
    const found = TOKEN.exec(text)
    if (!found) throw bad(expression)
    tokens.push((found[1] ?? found[2] ?? found[3])!)
  }
  return tokens
}

const unquoted = (token: string) => token.replace(/^(["'])(.*)\1$/, '$2')

const bad = (expression: string) => invalid(`Invalid expression: ${expression}`)

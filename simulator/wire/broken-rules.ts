import type { Constraints, Rule } from './constraints.ts'
import type { Path, Violation } from './violation.ts'

/** Enum values that the SDK knows and botocore's older model does not yet, by shape. */
export type NewerEnums = (shape: string) => string[]

/** Lengths, patterns, ranges and enums that a value breaks, in the order of the shape's members. */
export function brokenRules(
  { shapes }: Constraints,
  newer: NewerEnums,
  shape: string,
  value: unknown,
  path: Path,
  found: Violation[],
): void {
  const rule = shapes[shape]
  if (!rule || value === null || value === undefined) return
  const report = (constraint: string, kind: Violation['kind'] = 'other') =>
    found.push({ path, value, constraint, kind })
  checkSize(rule, value, report)
  if (rule.enum !== undefined)
    checkEnum([...new Set([...rule.enum.split('|'), ...newer(shape)])], value, report)
  if (rule.pattern !== undefined && !matches(rule.pattern, asText(value))) {
    report(`Member must satisfy regular expression pattern: ${rule.pattern}`)
  }
  const down = (target: string | undefined, one: unknown, part: string) => {
    if (target) brokenRules({ shapes } as Constraints, newer, target, one, [...path, part], found)
  }
  if (rule.list !== undefined) (value as unknown[]).forEach((one, i) => down(rule.list, one, String(i + 1)))
  if (rule.members)
    for (const [name, target] of Object.entries(rule.members)) down(target, memberOf(value, name), name)
  if (rule.map) {
    for (const [key, one] of Object.entries(value)) {
      down(rule.map[0], key, key)
      down(rule.map[1], one, key)
    }
  }
}

type Text = { toString(): string }

/** Of a text with a media type the SDK makes an object that reads as the text. */
const asText = (value: unknown) => (value as Text).toString()
const isBoxedText = (value: unknown) =>
  typeof value === 'object' && value !== null && 'deserializeJSON' in value

const memberOf = (value: unknown, name: string) => (value as Record<string, unknown>)[name]

type Report = (constraint: string, kind?: Violation['kind']) => void

function checkSize({ min, max }: Rule, value: unknown, report: Report): void {
  if (min === undefined && max === undefined) return
  const word = typeof value === 'number' ? 'value' : 'length'
  const size = sizeOf(value)
  if (min !== undefined && size < min) report(`Member must have ${word} greater than or equal to ${min}`)
  if (max !== undefined && size > max) report(`Member must have ${word} less than or equal to ${max}`)
}

function sizeOf(value: unknown): number {
  if (typeof value === 'number') return value
  // AWS counts characters, not UTF-16 units.
  if (isBoxedText(value)) return sizeOf(asText(value))
  if (typeof value === 'string') return Array.from(value).length
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length
  return Object.keys(value as object).length
}

function checkEnum(values: string[], value: unknown, report: Report): void {
  if (!values.includes(asText(value))) {
    report(`Member must satisfy enum value set: [${values.join(', ')}]`, 'enum')
  }
}

const compiled = new Map<string, RegExp>()

/** Whether the whole text fits a pattern of the model, which are Java's; they compile with `u` or, a few, without. */
function matches(pattern: string, text: string): boolean {
  let expression = compiled.get(pattern)
  if (!expression) {
    expression = compile(`^(?:${pattern})$`)
    compiled.set(pattern, expression)
  }
  return expression.test(text)
}

function compile(source: string): RegExp {
  try {
    return new RegExp(source, 'u')
  } catch {
    return new RegExp(source)
  }
}

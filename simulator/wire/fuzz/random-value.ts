import { NumericValue } from '@smithy/core/serde'
import type { NormalizedSchema } from '@smithy/core/schema'
import { hash } from '../../random.ts'

/** A seeded stream of small numbers. */
export class Dice {
  #turn = 0
  readonly #seed: number
  constructor(seed: number) {
    this.#seed = seed
  }
  below(sides: number): number {
    return hash(this.#seed, 'dice', this.#turn++) % sides
  }
}

// XML drops a carriage return and no client sends one; the rest is meant to hurt.
const words = [
  'a',
  'web',
  'a b',
  'é✓',
  '<&>"\'',
  'x/y:1',
  '%2F+',
  '0',
  'true',
  'arn:aws:ecs:eu-west-1:1:cluster/a',
]

/**
 * A random value that fits a schema. Structures have at least one member down to a depth, since an empty one cannot
 * travel in the query protocols; event streams and documents are left out by their callers.
 */
export function randomValue(schema: NormalizedSchema, dice: Dice, depth = 0): unknown {
  if (schema.isListSchema()) return list(schema, dice, depth)
  if (schema.isMapSchema()) {
    const size = depth > 5 ? 0 : 1 + dice.below(2)
    const entries = Array.from({ length: size }, (_, i) => [
      `k${i}`,
      randomValue(schema.getValueSchema(), dice, depth + 1),
    ])
    return Object.fromEntries(entries) as unknown
  }
  if (schema.isStructSchema()) return randomStruct(schema, dice, depth)
  if (schema.isBooleanSchema()) return dice.below(2) === 1
  if (schema.isNumericSchema()) return dice.below(2) ? dice.below(100_000) : dice.below(1000) - 500
  if (schema.isBigIntegerSchema()) return BigInt(dice.below(1000))
  if (schema.isBigDecimalSchema()) return new NumericValue('1.5', 'bigDecimal')
  if (schema.isTimestampSchema()) return new Date(1_700_000_000_000 + dice.below(1_000_000) * 1000)
  if (schema.isBlobSchema()) return new Uint8Array([dice.below(256), dice.below(256)])
  if (schema.isDocumentSchema()) return { a: [1, 'b', true] }
  return schema.getMergedTraits().mediaType ? '{"a":1}' : words[dice.below(words.length)]
}

function list(schema: NormalizedSchema, dice: Dice, depth: number): unknown[] {
  const item = schema.getValueSchema()
  const nests = item.isStructSchema() || item.isListSchema() || item.isMapSchema()
  const size = depth > 5 && nests ? Number(depth < 12) : 1 + dice.below(2)
  return Array.from({ length: size }, () => randomValue(item, dice, depth + 1))
}

export function randomStruct(schema: NormalizedSchema, dice: Dice, depth = 0): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  const members = [...schema.structIterator()]
  if (members.length === 0) return out
  const chosen = schema.isUnionSchema() ? [members[dice.below(members.length)]!] : members
  for (const [name, member] of chosen) {
    const label = member.getMergedTraits().httpLabel
    const wanted = label || schema.isUnionSchema() || depth < 1 || dice.below(depth + 1) === 0
    if (wanted && (depth < 8 || !member.isStructSchema())) out[name] = randomValue(member, dice, depth + 1)
  }
  if (Object.keys(out).length === 0 && depth < 12) {
    const simple =
      members.find(([, member]) => !member.isStructSchema() && !member.isListSchema()) ?? members[0]!
    out[simple[0]] = randomValue(simple[1], dice, depth + 1)
  }
  return out
}

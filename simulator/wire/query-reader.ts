import type { NormalizedSchema } from '@smithy/core/schema'
import { parseRfc3339DateTimeWithOffset, parseEpochTimestamp } from '@smithy/core/serde'
import { AwsError } from './service.ts'

/** One node of a query's parameters: `Tags.member.1.Key=a` is a path of four. */
type Node = { value?: string; children: Map<string, Node> }

/** Whether keys are written in EC2's way: capitalised, `ec2QueryName`, every list flat. */
type Dialect = { ec2: boolean }

/** The inverse of the SDK's QueryShapeSerializer: form parameters to the input's object. */
export function readQuery(
  schema: NormalizedSchema,
  parameters: URLSearchParams,
  dialect: Dialect,
): Record<string, unknown> {
  if (schema.isUnitSchema()) return {}
  return readStruct(schema, treeOf(parameters), dialect, '')
}

function treeOf(parameters: URLSearchParams): Node {
  const root: Node = { children: new Map() }
  for (const [key, value] of parameters) {
    let node = root
    for (const part of key.split('.')) {
      let next = node.children.get(part)
      if (!next) {
        next = { children: new Map() }
        node.children.set(part, next)
      }
      node = next
    }
    node.value = value
  }
  return root
}

function readStruct(
  schema: NormalizedSchema,
  node: Node,
  dialect: Dialect,
  path: string,
): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const [name, member] of schema.structIterator()) {
    const key = keyOf(name, member, dialect)
    const child = node.children.get(key)
    if (child) out[name] = readValue(member, child, dialect, path ? `${path}.${key}` : key)
  }
  return out
}

function keyOf(name: string, member: NormalizedSchema, dialect: Dialect): string {
  const traits: { xmlName?: string; ec2QueryName?: string } = member.getMergedTraits()
  const key = traits.xmlName ?? name
  if (!dialect.ec2) return key
  return traits.ec2QueryName ?? key[0]!.toUpperCase() + key.slice(1)
}

function readValue(schema: NormalizedSchema, node: Node, dialect: Dialect, path: string): unknown {
  if (schema.isStructSchema()) return readStruct(schema, node, dialect, path)
  const flat = Boolean(schema.getMergedTraits().xmlFlattened)
  if (schema.isListSchema()) {
    const item = schema.getValueSchema()
    const items = dialect.ec2 || flat ? node : node.children.get(item.getMergedTraits().xmlName ?? 'member')
    return numbered(items).map(([index, child]) => readValue(item, child, dialect, `${path}.${index}`))
  }
  if (schema.isMapSchema()) return readMap(schema, flat ? node : node.children.get('entry'), dialect, path)
  return readScalar(schema, node.value ?? '', path)
}

function readMap(schema: NormalizedSchema, entries: Node | undefined, dialect: Dialect, path: string) {
  const out: Record<string, unknown> = {}
  const keyName = schema.getKeySchema().getMergedTraits().xmlName ?? 'key'
  const value = schema.getValueSchema()
  const valueName = value.getMergedTraits().xmlName ?? 'value'
  for (const [, entry] of numbered(entries)) {
    const key = entry.children.get(keyName)?.value
    const child = entry.children.get(valueName)
    if (key !== undefined && child) out[key] = readValue(value, child, dialect, `${path}.${key}`)
  }
  return out
}

function numbered(node: Node | undefined): [number, Node][] {
  const found: [number, Node][] = []
  for (const [key, child] of node?.children ?? []) if (/^\d+$/.test(key)) found.push([Number(key), child])
  return found.sort(([a], [b]) => a - b)
}

function readScalar(schema: NormalizedSchema, text: string, path: string): unknown {
  if (schema.isNumericSchema()) {
    const number = /^\s*$/.test(text) ? NaN : Number(text)
    return Number.isNaN(number) && text !== 'NaN' ? refuse(text, path, 'a number') : number
  }
  if (schema.isBooleanSchema()) {
    if (!/^(true|false)$/i.test(text)) refuse(text, path, 'a Boolean')
    return text.toLowerCase() === 'true'
  }
  if (schema.isTimestampSchema()) return readTime(text, path)
  if (schema.isBlobSchema()) return new Uint8Array(Buffer.from(text, 'base64'))
  return text
}

function readTime(text: string, path: string): unknown {
  try {
    return /^-?\d+(\.\d+)?$/.test(text)
      ? parseEpochTimestamp(text)
      : parseRfc3339DateTimeWithOffset(zoned(text))
  } catch {
    return refuse(text, path, 'a timestamp')
  }
}

/** A time without a zone means UTC. */
const zoned = (text: string) => (/(Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`)

function refuse(text: string, path: string, wanted: string): never {
  throw new AwsError('MalformedInput', `The value ${JSON.stringify(text)} of ${path} is not ${wanted}.`)
}

import { FromStringShapeDeserializer } from '@smithy/core/protocols'
import type { NormalizedSchema } from '@smithy/core/schema'
import { jsonError, readJson, writeJson } from './json.ts'
import { header, type WireRequest } from './message.ts'
import type { HttpBinding, Operation, WireService } from './operation.ts'
import type { Protocol } from './protocol.ts'
import { AwsError } from './service.ts'

const settings = {
  timestampFormat: { useTrait: true, default: 7 as const },
  httpBindings: true,
  jsonName: true,
}
const strings = new FromStringShapeDeserializer(settings)

/** The values of a path template's labels, or undefined when the path does not fit. `{Name+}` takes slashes too. */
export function labelsOf(http: HttpBinding, path: string): Record<string, string> | undefined {
  const names: string[] = []
  const pattern = http.path
    .split('?')[0]!
    .replace(/[.*^$()|[\]\\]/g, '\\$&')
    .replace(/\{(\w+)(\+?)\}/g, (_, name: string, greedy: string) => {
      names.push(name)
      return greedy ? '(.+)' : '([^/]+)'
    })
  const match = new RegExp(`^${pattern}/?$`).exec(path)
  if (!match) return undefined
  try {
    return Object.fromEntries(names.map((name, i) => [name, decodeURIComponent(match[i + 1]!)]))
  } catch {
    return undefined
  }
}

/** The operation of a REST service that a request addresses: the one with the fewest labels that fits. */
export function restOperation(service: WireService, request: WireRequest): Operation | undefined {
  let best: Operation | undefined
  let fewest = Infinity
  for (const operation of service.operations.values()) {
    const labels = operation.http?.method === request.method && labelsOf(operation.http, request.path)
    if (labels && Object.keys(labels).length < fewest) {
      best = operation
      fewest = Object.keys(labels).length
    }
  }
  return best
}

function bound(
  member: NormalizedSchema,
  name: string,
  request: WireRequest,
  labels: Record<string, string>,
): unknown {
  const { httpLabel, httpQuery, httpHeader } = member.getMergedTraits()
  if (httpQuery && member.isListSchema()) {
    const values = request.query.getAll(httpQuery)
    return values.length > 0
      ? values.map((value) => strings.read(member.getValueSchema(), value) as unknown)
      : undefined
  }
  const text = httpLabel
    ? labels[name]
    : httpQuery
      ? request.query.get(httpQuery)
      : header(request, httpHeader!.toLowerCase())
  if (text === null || text === undefined) return undefined
  const value: unknown = strings.read(member, text)
  if (Number.isNaN(value))
    throw new AwsError('SerializationException', `STRING_VALUE can not be converted to a Number`)
  return value
}

/** The REST protocol with JSON bodies: members in the path, the query, headers, and the rest in the body. */
export const restJson1: Protocol = {
  read: (operation, request) => {
    if (operation.input.isUnitSchema()) return {}
    const labels = (operation.http && labelsOf(operation.http, request.path)) ?? {}
    const input = readJson(operation.input, request.body, settings)
    for (const [name, member] of operation.input.structIterator()) {
      const { httpLabel, httpQuery, httpHeader } = member.getMergedTraits()
      if (!httpLabel && !httpQuery && !httpHeader) continue
      delete input[name]
      const value = bound(member, name, request, labels)
      if (value !== undefined) input[name] = value
    }
    return input
  },
  answer: (operation, output) => ({
    status: operation.http?.status ?? 200,
    headers: { 'content-type': 'application/json' },
    body: operation.output.isUnitSchema() ? '{}' : writeJson(operation.output, output, settings),
  }),
  fail: (_service, failure) => ({
    status: failure.status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': failure.code },
    body: jsonError(failure, settings),
  }),
}

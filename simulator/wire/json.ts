import { JsonCodec2, JsonShapeDeserializer2 } from '@smithy/core/protocols'
import type { NormalizedSchema } from '@smithy/core/schema'
import type { WireRequest } from './message.ts'
import type { Operation } from './operation.ts'
import type { Failure, Protocol } from './protocol.ts'
import { checkRawTypes } from './raw-types.ts'
import { AwsError } from './service.ts'

const settings = { timestampFormat: { useTrait: true, default: 7 as const }, jsonName: false }

const typeMember = '__type'

/** Parses a JSON body against a schema. Throws `SerializationException` for text that is not JSON or of wrong types. */
export function readJson(
  schema: NormalizedSchema,
  body: Buffer,
  options = settings,
): Record<string, unknown> {
  let parsed: unknown
  try {
    parsed = body.length === 0 ? {} : JSON.parse(body.toString('utf8'))
  } catch {
    throw new AwsError('SerializationException', 'The request body is not valid JSON.')
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new AwsError('SerializationException', 'Start of structure or map expected.')
  }
  if (schema.isUnitSchema()) return {}
  checkRawTypes(schema, parsed)
  const record = parsed as Record<string, unknown>
  // The deserialiser passes unknown members on when it sees this one.
  delete record[typeMember]
  try {
    return new JsonShapeDeserializer2(options).readObject(schema, record as never) as Record<string, unknown>
  } catch (error) {
    throw new AwsError('SerializationException', error instanceof Error ? error.message : 'Unexpected value')
  }
}

/** Writes a value as JSON bytes; members without a value are left out. */
export function writeJson(schema: NormalizedSchema, value: object, options = settings): Uint8Array {
  const serializer = new JsonCodec2(options).createSerializer()
  serializer.write(schema, value)
  return serializer.flush()
}

/** The body of a JSON error: `__type`, the message under the member's own name, and what the exception models besides. */
export function jsonError(failure: Failure, options = settings): string {
  const { schema, code, members, message } = failure
  const names: string[] = schema ? [...schema.structIterator()].map(([name]) => name) : []
  const messageName = names.find((name) => name.toLowerCase() === 'message') ?? 'message'
  const known = schema && Object.keys(members).length > 0 ? writeJson(schema, members, options) : undefined
  const rest = known ? (JSON.parse(Buffer.from(known).toString('utf8')) as object) : {}
  return JSON.stringify({ __type: code, [messageName]: message, ...rest })
}

/** awsJson 1.0 and 1.1, which differ in the content type only. */
export function awsJson(version: '1.0' | '1.1'): Protocol {
  const contentType = `application/x-amz-json-${version}`
  return {
    read: (operation: Operation, request: WireRequest) => readJson(operation.input, request.body),
    answer: (operation, output) => ({
      status: 200,
      headers: { 'content-type': contentType },
      body: operation.output.isUnitSchema() ? '' : writeJson(operation.output, output),
    }),
    fail: (service, failure) => ({
      status: failure.status,
      headers: { 'content-type': contentType, ...queryError(service?.queryCompatible, failure) },
      body: jsonError(failure),
    }),
  }
}

/** The code of the query protocol that came before; its old clients' code still compares with it. */
export function queryError(compatible: boolean | undefined, failure: Failure): Record<string, string> {
  if (!compatible) return {}
  return {
    'x-amzn-query-error': `${failure.queryCode};${failure.fault === 'client' ? 'Sender' : 'Receiver'}`,
  }
}

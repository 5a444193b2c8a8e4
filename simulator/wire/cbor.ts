import { CborCodec, cbor } from '@smithy/core/cbor'
import type { NormalizedSchema } from '@smithy/core/schema'
import { queryError } from './json.ts'
import type { Failure, Protocol } from './protocol.ts'
import { checkRawTypes, typed } from './raw-types.ts'
import { AwsError } from './service.ts'

const codec = new CborCodec()

function read(schema: NormalizedSchema, body: Buffer): Record<string, unknown> {
  if (body.length === 0 || schema.isUnitSchema()) return {}
  let input: Record<string, unknown>
  try {
    input = codec.createDeserializer().read(schema, body) as Record<string, unknown>
  } catch {
    throw new AwsError('SerializationException', 'The request body is not valid CBOR.')
  }
  checkRawTypes(schema, input, typed)
  return input
}

function write(schema: NormalizedSchema, value: object): Uint8Array {
  const serializer = codec.createSerializer()
  serializer.write(schema, value)
  return serializer.flush()
}

const headers = { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' }

function errorBody(failure: Failure): Uint8Array {
  const namespace = failure.schema?.getName(true)?.split('#')[0]
  const type = namespace ? `${namespace}#${failure.code}` : failure.code
  return cbor.serialize({ __type: type, message: failure.message, ...failure.members })
}

/** Smithy's RPC v2 over CBOR, which newer clients of CloudWatch speak. */
export const rpcv2Cbor: Protocol = {
  read: (operation, request) => read(operation.input, request.body),
  answer: (operation, output) => ({
    status: 200,
    headers,
    body: operation.output.isUnitSchema() ? '' : write(operation.output, output),
  }),
  fail: (service, failure) => ({
    status: failure.status,
    headers: { ...headers, ...queryError(service?.queryCompatible, failure) },
    body: errorBody(failure),
  }),
}

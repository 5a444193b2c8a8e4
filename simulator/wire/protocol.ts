import type { NormalizedSchema } from '@smithy/core/schema'
import type { WireAnswer, WireRequest } from './message.ts'
import type { Operation, WireService } from './operation.ts'

/** An error on its way out: looked up in the service's model. */
export type Failure = {
  /** The modelled exception's name, or a code that is not modelled. */
  code: string
  /** The code of the query protocols: the `awsQueryError` trait's when there is one. */
  queryCode: string
  message: string
  status: number
  fault: 'client' | 'server'
  members: Record<string, unknown>
  schema?: NormalizedSchema
}

/** One protocol on the server's side. `read` throws `AwsError` for a request that it cannot take. */
export type Protocol = {
  read(operation: Operation, request: WireRequest): unknown
  answer(operation: Operation, output: object, requestId: string): WireAnswer
  fail(service: WireService | undefined, failure: Failure, requestId: string): WireAnswer
}

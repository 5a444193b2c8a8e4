import { failure, failureOf } from './failure.ts'
import type { Found } from './find.ts'
import type { WireAnswer, WireRequest } from './message.ts'
import type { Call } from './service.ts'
import { AwsError } from './service.ts'
import { validate } from './validate.ts'

type Shape = Record<string, unknown>

/** Stands between the wire and a handler, which `next` asks; input and output are the SDK's shapes. */
export type Around = (input: Shape, next: (input: Shape) => Promise<Shape>) => Promise<Shape>

/** Answers one request whose service and operation were looked up. Never throws; `log` hears what was loud. */
export async function answer(
  found: Found,
  request: WireRequest,
  call: Call,
  site: { validate: boolean; log: (line: string) => void; around?: Around },
): Promise<WireAnswer> {
  const { protocol, service, operation } = found
  const where = `${found.serviceName}.${found.operationName} (${call.world.account}/${call.world.region})`
  try {
    if (service && !operation) throw unknownOperation(found)
    const handler = operation?.service.service.handlers[operation.name]
    if (!operation || !handler) {
      site.log(`not simulated: ${where}`)
      throw new AwsError('NotSimulated', `${found.serviceName}.${found.operationName} is not simulated.`)
    }
    const input = protocol.read(operation, request)
    if (site.validate) validate(operation, input)
    const next = async (asked: Shape) => ((await handler(asked, call)) ?? {}) as Shape
    const output = site.around ? await site.around(input as Shape, next) : await next(input as Shape)
    return protocol.answer(operation, output, call.requestId)
  } catch (error) {
    if (!(error instanceof AwsError))
      site.log(`failed: ${where}: ${error instanceof Error ? error.stack : String(error)}`)
    return protocol.fail(service, failureOf(service, error), call.requestId)
  }
}

function unknownOperation({ service, operationName }: Found): AwsError {
  if (service?.protocol === 'awsQuery' || service?.protocol === 'ec2Query') {
    return new AwsError(
      'InvalidAction',
      `Could not find operation ${operationName} for version ${service.version}`,
    )
  }
  return new AwsError('UnknownOperationException', `The operation ${operationName} does not exist.`)
}

/** What AWS says to a request that carries no signature. */
export function unsigned(found: Found, requestId: string): WireAnswer {
  const query = found.service === undefined || /query/i.test(found.service.protocol)
  const code = query ? 'MissingAuthenticationToken' : 'MissingAuthenticationTokenException'
  const problem = failure(found.service, {
    code,
    message: 'Request is missing Authentication Token',
    status: 403,
  })
  return found.protocol.fail(found.service, problem, requestId)
}

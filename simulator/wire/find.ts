import { rpcv2Cbor } from './cbor.ts'
import { awsJson } from './json.ts'
import { header, type WireRequest } from './message.ts'
import type { Operation, ProtocolName, WireService } from './operation.ts'
import type { Protocol } from './protocol.ts'
import { awsQuery, ec2Query, queryParameters } from './query.ts'
import { restJson1, restOperation } from './rest-json.ts'

/** What a request asks for. `service` is missing when no simulated service fits, `operation` when the SDK has none. */
export type Found = {
  protocol: Protocol
  service?: WireService
  operation?: Operation
  serviceName: string
  operationName: string
}

const protocols: Record<ProtocolName, Protocol> = {
  awsJson1_0: awsJson('1.0'),
  awsJson1_1: awsJson('1.1'),
  awsQuery,
  ec2Query,
  restJson1,
  rpcv2Cbor,
}

/** How a request names its operation; `serviceName` is the target's prefix, the API version, or what the signature says. */
type Asked = {
  protocol: ProtocolName
  operationName: string
  matches: (service: WireService) => boolean
  hint: string
}

/**
 * Finds service and operation: by the signing name of the credential scope first, since an API version alone belongs to
 * several services; else by target, Version or path.
 */
export function find(services: WireService[], request: WireRequest, signingName: string | undefined): Found {
  const asked = askedOf(request)
  const signed = services.find(({ service }) => service.signingName === signingName)
  if (!asked) return findRest(signed ? [signed] : services, request, signingName)
  const service = signed ?? services.find(asked.matches)
  const name = asked.protocol === 'awsQuery' && service?.protocol === 'ec2Query' ? 'ec2Query' : asked.protocol
  return {
    protocol: protocols[name],
    service,
    operation: service?.operations.get(asked.operationName),
    serviceName: service?.service.name ?? signingName ?? asked.hint,
    operationName: asked.operationName,
  }
}

function findRest(services: WireService[], request: WireRequest, signingName: string | undefined): Found {
  for (const service of services) {
    const operation = restOperation(service, request)
    if (!operation) continue
    return {
      protocol: restJson1,
      service,
      operation,
      serviceName: service.service.name,
      operationName: operation.name,
    }
  }
  const service = signingName ? services[0] : undefined
  const known = service?.service.signingName === signingName ? service : undefined
  return {
    protocol: protocols[known?.protocol ?? 'restJson1'],
    service: known,
    serviceName: known?.service.name ?? signingName ?? 'unknown',
    operationName: `${request.method} ${request.path.slice(0, 200)}`,
  }
}

function askedOf(request: WireRequest): Asked | undefined {
  const [, cborService, cborOperation] =
    /^\/service\/([^/]+)\/operation\/([^/]+)\/?$/.exec(request.path) ?? []
  if (cborService && cborOperation) {
    const matches = (service: WireService) => service.targetPrefix === cborService
    return { protocol: 'rpcv2Cbor', operationName: cborOperation, matches, hint: cborService }
  }
  const target = header(request, 'x-amz-target')
  if (target) {
    const dot = target.lastIndexOf('.')
    const prefix = target.slice(0, Math.max(dot, 0))
    const older = header(request, 'content-type')?.includes('json-1.0')
    return {
      protocol: older ? 'awsJson1_0' : 'awsJson1_1',
      operationName: target.slice(dot + 1),
      matches: (service) => service.targetPrefix === prefix,
      hint: prefix,
    }
  }
  const form = header(request, 'content-type')?.startsWith('application/x-www-form-urlencoded')
  const parameters = form ? queryParameters(request) : request.query
  const action = parameters.get('Action')
  if (!action) return undefined
  const version = parameters.get('Version')
  const matches = (service: WireService) => /query/i.test(service.protocol) && service.version === version
  return { protocol: 'awsQuery', operationName: action, matches, hint: version ?? 'unknown' }
}

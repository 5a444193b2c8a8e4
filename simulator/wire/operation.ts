import { NormalizedSchema } from '@smithy/core/schema'
import type { Service } from './service.ts'

/** The wire protocols of AWS that the simulated services speak. */
export type ProtocolName = 'awsJson1_0' | 'awsJson1_1' | 'awsQuery' | 'ec2Query' | 'restJson1' | 'rpcv2Cbor'

/** How an operation of a REST service is addressed. `path` has labels: `/schedules/{Name}`. */
export type HttpBinding = { method: string; path: string; status: number }

export type Operation = {
  name: string
  service: WireService
  input: NormalizedSchema
  output: NormalizedSchema
  http?: HttpBinding
}

/** A service as its SDK client describes it on the wire. */
export type WireService = {
  service: Service
  protocol: ProtocolName
  /** API version of the query protocols, e.g. `2015-12-01`. */
  version: string
  /** What stands before the operation in `X-Amz-Target`. */
  targetPrefix: string
  xmlNamespace: string
  /** JSON errors also carry the code of the query protocol that came before. */
  queryCompatible: boolean
  operations: Map<string, Operation>
  /** Modelled exceptions by name. */
  errors: Map<string, NormalizedSchema>
}

type ClientConfig = {
  protocol: { getShapeId(): string }
  protocolSettings: {
    version: string
    serviceTarget: string
    xmlNamespace?: string
    awsQueryCompatible?: boolean
  }
}
type ClientClass = new (config: object) => { config: ClientConfig; destroy(): void }

/** Reads protocol, schemas and errors of a service out of its SDK client module. */
export function wireService(service: Service): WireService {
  const [, Client] = Object.entries(service.sdk).find(([key]) => /^[A-Z].*Client$/.test(key)) ?? []
  if (!Client) throw new Error(`${service.name}: its SDK module exports no client`)
  const client = new (Client as ClientClass)({
    region: 'us-east-1',
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  })
  const { protocol, protocolSettings } = client.config
  client.destroy()
  const wire: WireService = {
    service,
    protocol: protocol.getShapeId().split('#')[1] as ProtocolName,
    version: protocolSettings.version,
    targetPrefix: protocolSettings.serviceTarget,
    xmlNamespace: protocolSettings.xmlNamespace ?? '',
    queryCompatible: protocolSettings.awsQueryCompatible ?? false,
    operations: new Map(),
    errors: new Map(),
  }
  for (const schema of Object.values(service.sdk)) readSchema(wire, schema)
  return wire
}

type StaticOperation = [9, string, string, object | number, () => [3], () => [3]]

function readSchema(wire: WireService, schema: unknown): void {
  if (!Array.isArray(schema)) return
  if (schema[0] === -3)
    wire.errors.set(String(schema[2]), NormalizedSchema.of(schema as [-3, string, string, 0, [], []]))
  if (schema[0] !== 9) return
  const [, , name, traits, input, output] = schema as StaticOperation
  const http =
    typeof traits === 'object' && 'http' in traits ? (traits.http as [string, string, number]) : undefined
  wire.operations.set(name, {
    name,
    service: wire,
    input: NormalizedSchema.of(input as never),
    output: NormalizedSchema.of(output as never),
    ...(http && { http: { method: http[0], path: http[1], status: http[2] } }),
  })
}

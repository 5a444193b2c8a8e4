import { XmlShapeSerializer } from '@aws-sdk/core/protocols'
import type { NormalizedSchema } from '@smithy/core/schema'
import type { WireRequest } from './message.ts'
import type { WireService } from './operation.ts'
import type { Failure, Protocol } from './protocol.ts'
import { readQuery } from './query-reader.ts'

const contentType = { 'content-type': 'text/xml;charset=UTF-8' }

/** The parameters of a query request, which stand in the body, or in the address of a GET. */
export function queryParameters(request: WireRequest): URLSearchParams {
  return request.body.length > 0 ? new URLSearchParams(request.body.toString('utf8')) : request.query
}

/** The members of a structure as XML, without the element that the serialiser puts around them. */
function membersOf(
  schema: NormalizedSchema | undefined,
  value: object,
  service: WireService | undefined,
): string {
  if (!schema?.isStructSchema()) return ''
  const serializer = new XmlShapeSerializer({
    timestampFormat: { useTrait: true, default: 5 },
    xmlNamespace: '',
    serviceNamespace: service?.xmlNamespace ?? '',
  })
  serializer.write(schema, value)
  const xml = String(serializer.flush())
  if (/^<[^>]*\/>$/.test(xml)) return ''
  return withinXml(xml.slice(xml.indexOf('>') + 1, xml.lastIndexOf('</')))
}

/**
 * Characters that XML 1.0 has no way to carry, not even as a reference, go out as U+FFFD, so that every client can read
 * the answer. AWS lets none of them in. https://www.w3.org/TR/xml/#charsets
 */
const withinXml = (xml: string) =>
  xml.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#x0D;',
}
const escapeXml = (text: string) => withinXml(text.replace(/[&<>"\r]/g, (character) => escapes[character]!))
const element = (name: string, text: string) => `<${name}>${escapeXml(text)}</${name}>`

function errorElement(service: WireService | undefined, failure: Failure, type: string): string {
  const rest = membersOf(failure.schema, failure.members, service)
  return `<Error>${type}${element('Code', failure.queryCode)}${element('Message', failure.message)}${rest}</Error>`
}

export const awsQuery: Protocol = {
  read: (operation, request) => readQuery(operation.input, queryParameters(request), { ec2: false }),
  answer: (operation, output, requestId) => {
    const { name, service } = operation
    const result = operation.output.isUnitSchema()
      ? ''
      : `<${name}Result>${membersOf(operation.output, output, service)}</${name}Result>`
    const metadata = `<ResponseMetadata>${element('RequestId', requestId)}</ResponseMetadata>`
    const body = `<${name}Response xmlns="${service.xmlNamespace}">${result}${metadata}</${name}Response>`
    return { status: 200, headers: contentType, body }
  },
  fail: (service, failure, requestId) => {
    const error = errorElement(
      service,
      failure,
      element('Type', failure.fault === 'client' ? 'Sender' : 'Receiver'),
    )
    const body = `<ErrorResponse xmlns="${service?.xmlNamespace ?? ''}">${error}${element('RequestId', requestId)}</ErrorResponse>`
    return { status: failure.status, headers: contentType, body }
  },
}

export const ec2Query: Protocol = {
  read: (operation, request) => readQuery(operation.input, queryParameters(request), { ec2: true }),
  answer: (operation, output, requestId) => {
    const { name, service } = operation
    const members = membersOf(operation.output, output, service)
    const body = `<${name}Response xmlns="${service.xmlNamespace}">${element('requestId', requestId)}${members}</${name}Response>`
    return { status: 200, headers: contentType, body }
  },
  fail: (service, failure, requestId) => {
    const errors = `<Errors>${errorElement(service, failure, '')}</Errors>`
    const body = `<?xml version="1.0" encoding="UTF-8"?><Response>${errors}${element('RequestID', requestId)}</Response>`
    return { status: failure.status, headers: contentType, body }
  },
}

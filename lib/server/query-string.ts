import 'server-only'
import { decodeSegment } from '@/lib/api/paths'
import { invalid } from './parse'

/**
 * The fields of a raw query string (without `?`). Each is text and comes once; an endpoint's strict schema then refuses
 * the ones it does not know.
 */
export function parseQueryString(raw: string): Record<string, string> {
  const fields = new Map<string, string>()
  for (const pair of raw.split('&')) {
    if (pair === '') continue
    const at = pair.indexOf('=')
    const name = decode(at === -1 ? pair : pair.slice(0, at))
    const value = decode(at === -1 ? '' : pair.slice(at + 1))
    if (name === '__proto__') throw invalid('There is no field "__proto__" here.', name)
    if (fields.has(name)) throw invalid('A field of the query stands there twice.', name.slice(0, 64))
    fields.set(name, value)
  }
  return Object.fromEntries(fields)
}

function decode(raw: string): string {
  const text = decodeSegment(raw.replaceAll('+', ' '))
  if (text === undefined || text.includes('\0')) throw invalid('The query cannot be decoded.')
  return text
}

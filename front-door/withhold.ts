import type { IncomingMessage } from 'node:http'
import { cookiesOf } from './cookies.ts'

/**
 * Headers that only a proxy of ours could set, and there is none; that only we set; and secrets of the door, which nothing
 * behind it needs.
 */
const withheld =
  /^(forwarded$|x-forwarded-|x-real-ip$|x-original-|x-rewrite-|x-matched-path$|x-invoke-|x-now-|x-vercel-|x-prerender-|x-nonce$|content-security-policy|authorization$|proxy-authorization$)/

/** The launch cookie of any port of this host. */
const launchCookie = /^quayside-launch-/

/** Takes out of a request what Next must not be told, from the headers as parsed and as sent. */
export function withhold(req: IncomingMessage): void {
  const { headers, rawHeaders } = req
  for (const name of Object.keys(headers)) if (withheld.test(name)) delete headers[name]
  const others = cookiesOf(headers.cookie).filter(({ name }) => !launchCookie.test(name))
  const cookie = others.map(({ name, value }) => `${name}=${value}`).join('; ')
  if (cookie === '') delete headers.cookie
  else headers.cookie = cookie
  const kept: string[] = []
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = rawHeaders.slice(index, index + 2)
    if (!withheld.test(name.toLowerCase()) && name.toLowerCase() !== 'cookie') kept.push(name, value)
  }
  if (cookie !== '') kept.push('cookie', cookie)
  req.rawHeaders = kept
}

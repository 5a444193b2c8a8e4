import { encodeSegment } from '@/lib/api/paths'
import type { Address } from './contract'

/** A load balancer's listener and the rules on it, as far as they say where a target group is reached. */
export type ListenerFacts = {
  loadBalancerArn: string
  dnsName: string
  scheme: string | null
  protocol: string
  port: number
  /** Target groups that its default action forwards to. */
  defaultTargetGroupArns: string[]
  rules: { targetGroupArns: string[]; paths: string[] }[]
}

const rank = ({ url }: Address) => (url.startsWith('https:') ? 0 : 1)

/** The addresses under which a target group is reached: HTTPS first, each once. */
export function addressesTo(targetGroupArn: string, listeners: readonly ListenerFacts[]): Address[] {
  const found = listeners.flatMap((listener) => {
    const paths = listener.rules
      .filter((rule) => rule.targetGroupArns.includes(targetGroupArn))
      .flatMap((rule) => (rule.paths.length > 0 ? rule.paths : [null]))
    if (listener.defaultTargetGroupArns.includes(targetGroupArn)) paths.push(null)
    return [...new Set(paths)].map((path) => addressOf(listener, path))
  })
  return found.sort((a, b) => rank(a) - rank(b))
}

function addressOf(listener: ListenerFacts, path: string | null): Address {
  const scheme = listener.protocol.toLowerCase()
  const usual = { http: 80, https: 443 }[scheme]
  const port = usual === listener.port ? '' : `:${listener.port}`
  // A pattern such as /api/* stands for many paths; the link leads to the part before its first wildcard.
  const open = path === null ? '' : path.replace(/[*?].*$/, '')
  const web = usual !== undefined
  return {
    url: `${scheme}://${listener.dnsName}${port}${web ? open || '/' : ''}`,
    host: listener.dnsName,
    port: listener.port,
    path,
    scheme: listener.scheme,
    loadBalancerArn: listener.loadBalancerArn,
  }
}

/**
 * An address as a link may have it, or null: http or https, a plain host name, and a path in which everything else is
 * encoded. A name and password before the host would make it look like another one.
 */
export function webLink(url: string): string | null {
  const [, origin, path = ''] = /^(https?:\/\/[a-z0-9][a-z0-9.-]*(?::\d{1,5})?)(\/[^]*)?$/i.exec(url) ?? []
  if (origin === undefined) return null
  return `${origin}${path.split('/').map(encodeSegment).join('/')}`
}

import { ExternalLink } from 'lucide-react'
import { classes } from '@/components/ui/format'
import { webLink } from '@/lib/load-balancer/addresses'
import type { Address, TargetGroup } from '@/lib/load-balancer/contract'

type ReachProps = {
  addresses: Address[]
  targetGroups: TargetGroup[]
}

/** Where clients reach a service, and what its load balancer probes. */
export function Reach({ addresses, targetGroups }: ReachProps) {
  if (targetGroups.length === 0)
    return <p className="px-4 py-4 text-muted">No load balancer leads to this service.</p>
  return (
    <div className="grid gap-4 p-4">
      {addresses.length === 0 ? (
        <p className="text-muted">No listener leads to its target groups.</p>
      ) : (
        <ul className="grid gap-1">
          {addresses.map((address) => (
            <li key={address.url} className="flex flex-wrap items-baseline gap-x-2">
              <AddressText address={address} />
              <span className="text-sm text-muted">
                {[`port ${address.port}`, address.path && `path ${address.path}`, address.scheme]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      )}
      <ul className="grid gap-3">
        {targetGroups.map((group) => (
          <li key={group.arn} className="grid gap-0.5">
            <p className="flex flex-wrap items-baseline gap-x-3">
              <span className="font-medium" title={group.arn}>
                {group.name}
              </span>
              <span
                className={classes(
                  'tabular',
                  group.healthy === null ? 'text-muted' : group.unhealthy !== 0 && 'text-bad',
                )}
              >
                {group.healthy === null
                  ? 'health of its targets not known'
                  : `${group.healthy} of ${group.total} targets healthy`}
              </span>
            </p>
            <p className="text-muted">{probeWords(group)}</p>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** A link only when it is surely one to a host of the web: the text comes from AWS. */
function AddressText({ address: { url } }: { address: Address }) {
  const href = webLink(url)
  if (href === null) return <code className="font-mono text-sm">{url}</code>
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      className="inline-flex items-baseline gap-1 font-mono text-sm text-accent underline underline-offset-2 [overflow-wrap:anywhere]"
    >
      {url}
      <ExternalLink aria-label="opens in a new tab" className="size-3 self-center" />
    </a>
  )
}

function probeWords({ healthCheck, containerName, containerPort, targetType }: TargetGroup): string {
  const to = `to ${containerName ?? 'its container'}${containerPort === null ? '' : `:${containerPort}`}`
  const by = targetType === null ? '' : `, by ${targetType}`
  if (healthCheck === null) return `${to}${by}; what its health check asks for is not known`
  const { protocol, path, port, matcher } = healthCheck
  const check = [protocol, path, port !== null && `on ${port}`].filter(Boolean).join(' ')
  return `${to}${by}; health check ${check}${matcher === null ? '' : `, wants ${matcher}`}`
}

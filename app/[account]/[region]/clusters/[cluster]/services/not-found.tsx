'use client'

import { NotThere } from '@/components/shell/not-there'
import { useNames } from '@/components/shell/use-names'
import { pathOf } from '@/lib/api/paths'

/** A service that is not there, with the way back to those that are. */
export default function ServiceNotFound() {
  const { account = '-', region = '-', cluster = '-', service = '' } = useNames()
  return (
    <NotThere
      title={`There is no service ${service} in ${cluster}`}
      back={{
        href: pathOf('/{account}/{region}/clusters/{cluster}/services', { account, region, cluster }),
        word: `Services of ${cluster}`,
      }}
    >
      ECS does not describe it: it may have been created a moment ago or deleted, or the address may be
      mistyped.
    </NotThere>
  )
}

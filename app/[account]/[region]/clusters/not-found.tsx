'use client'

import { NotThere } from '@/components/shell/not-there'
import { useNames } from '@/components/shell/use-names'
import { pathOf } from '@/lib/api/paths'

/** A cluster that is not there, with the way back to those that are. */
export default function ClusterNotFound() {
  const { account = '-', region = '-', cluster = '' } = useNames()
  return (
    <NotThere
      title={`There is no cluster ${cluster}`}
      back={{
        href: pathOf('/{account}/{region}/clusters', { account, region }),
        word: `Clusters of ${account} ${region}`,
      }}
    >
      ECS does not describe it: it may have been created a moment ago or deleted, or the address may be
      mistyped.
    </NotThere>
  )
}

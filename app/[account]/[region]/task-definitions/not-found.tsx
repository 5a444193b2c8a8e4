'use client'

import { NotThere } from '@/components/shell/not-there'
import { useNames } from '@/components/shell/use-names'
import { pathOf } from '@/lib/api/paths'

/** A family or revision that is not there, with the way back to those that are. */
export default function TaskDefinitionNotFound() {
  const { account = '-', region = '-', family = '', revision } = useNames()
  return (
    <NotThere
      title={`There is no task definition ${family}${revision === undefined ? '' : `:${revision}`}`}
      back={{
        href: pathOf('/{account}/{region}/task-definitions', { account, region }),
        word: `Task definitions of ${account}`,
      }}
    >
      It may have been deleted, or the address may be mistyped.
    </NotThere>
  )
}

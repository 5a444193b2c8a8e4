'use client'

import { NotThere } from '@/components/shell/not-there'
import { useNames } from '@/components/shell/use-names'
import { pathOf } from '@/lib/api/paths'

/** A task that is not there (any more), with the way back to those that are. */
export default function TaskNotFound() {
  const { account = '-', region = '-', cluster = '-', task = '' } = useNames()
  return (
    <NotThere
      title={`There is no task ${task} in ${cluster}`}
      back={{
        href: pathOf('/{account}/{region}/clusters/{cluster}/tasks', { account, region, cluster }),
        word: `Tasks of ${cluster}`,
      }}
    >
      AWS forgets a stopped task after about an hour; the address may also be mistyped.
    </NotThere>
  )
}

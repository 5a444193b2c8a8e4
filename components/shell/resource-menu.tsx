'use client'

import { useQuery } from '@tanstack/react-query'
import { copyText } from '@/components/ui/copy-button'
import { Menu } from '@/components/ui/menu'
import { MenuItem, type MenuEntry } from '@/components/ui/menu-item'
import { cliLine, ecsConsoleUrl, noCliLine, type CliWord } from './aws-links'
import { connectionQuery } from './own-queries'
import type { Place } from './places'

export type Resource = {
  name: string
  arn: string
  /** The AWS CLI words that describe it: `['ecs', 'describe-services', …]`. */
  cli: readonly CliWord[]
  /** Its path in the ECS console after `/ecs/v2/`. */
  console: readonly string[]
}

type ResourceMenuProps = {
  place: Place
  resource: Resource
  /** This resource's own actions, above. */
  actions?: MenuEntry[]
  /** What destroys or replaces: at the end. */
  dangers?: MenuEntry[]
}

/** Copy ARN, Copy AWS CLI line, Open in AWS console: on every resource. */
export function ResourceMenu(props: ResourceMenuProps) {
  return (
    <Menu label={`Actions for ${props.resource.name}`}>
      <ResourceItems {...props} />
    </Menu>
  )
}

function ResourceItems({ place, resource, actions = [], dangers = [] }: ResourceMenuProps) {
  const { data } = useQuery(connectionQuery(place))
  const foreign = data?.item.endpointHost ?? null
  const line = cliLine(resource.cli, place.region)
  const entries: MenuEntry[] = [
    ...actions,
    { id: 'arn', label: 'Copy ARN', onSelect: () => copy(resource.arn), apart: actions.length > 0 },
    {
      id: 'cli',
      label: 'Copy AWS CLI line',
      onSelect: () => copy(line ?? ''),
      disabledReason: line === null ? noCliLine : null,
    },
    {
      id: 'console',
      label: 'Open in AWS console',
      href: ecsConsoleUrl(place.region, resource.console),
      disabledReason: foreign === null ? null : `This connection goes to ${foreign}, not to AWS.`,
    },
    ...dangers.map((entry, index) => ({ ...entry, apart: index === 0 })),
  ]
  return entries.map((entry) => <MenuItem key={entry.id} entry={entry} />)
}

function copy(text: string): void {
  // A browser that refuses the clipboard shows its own message; there is nothing to undo.
  copyText(text).catch(() => undefined)
}

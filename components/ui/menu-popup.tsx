'use client'

import { Menu } from '@base-ui/react/menu'
import type { RefObject } from 'react'
import { classes } from './format'
import type { MenuEntry } from './menu'

type MenuPopupProps = {
  anchor: RefObject<HTMLButtonElement | null>
  entries: MenuEntry[]
  label: string
  onClose: () => void
}

const itemClasses =
  'block rounded-sm px-2 py-1.5 outline-none data-highlighted:bg-sunken data-disabled:text-muted cursor-default'

/** The open list: roving focus, type-ahead and Escape are Base UI's. */
export default function MenuPopup({ anchor, entries, label, onClose }: MenuPopupProps) {
  return (
    <Menu.Root
      open
      modal={false}
      onOpenChange={(open, details) => {
        const target = details.event.target
        // The button toggles by itself; closing here too would open it again.
        if (target instanceof Node && anchor.current?.contains(target) === true) return
        if (!open) onClose()
      }}
    >
      <Menu.Portal>
        <Menu.Positioner anchor={anchor} side="bottom" align="end" sideOffset={4} className="z-50">
          <Menu.Popup
            aria-label={label}
            finalFocus={anchor}
            className="max-w-[min(22rem,calc(100vw-16px))] min-w-48 rounded border border-line bg-panel p-1 shadow-float"
          >
            {entries.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

function Entry({ entry }: { entry: MenuEntry }) {
  const off = entry.disabledReason !== undefined && entry.disabledReason !== null
  const className = classes(itemClasses, entry.danger && 'text-bad')
  return (
    <>
      {entry.apart && <Menu.Separator className="my-1 h-px bg-line" />}
      {entry.href !== undefined && !off ? (
        <Menu.LinkItem
          href={entry.href}
          target="_blank"
          rel="noreferrer noopener"
          closeOnClick
          className={className}
        >
          {entry.label}
        </Menu.LinkItem>
      ) : (
        <Menu.Item disabled={off} onClick={entry.onSelect} className={className}>
          {entry.label}
          {off && <span className="block text-sm text-muted">{entry.disabledReason}</span>}
        </Menu.Item>
      )}
    </>
  )
}

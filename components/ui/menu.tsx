'use client'

import { Ellipsis } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { classes } from './format'

export type MenuEntry = {
  id: string
  label: string
  /** Opens in a new tab; otherwise `onSelect` runs. */
  href?: string
  onSelect?: () => void
  /** Why it cannot be chosen; shown under the label. */
  disabledReason?: string | null
  danger?: boolean
  /** A line above it. */
  apart?: boolean
}

type MenuProps = {
  /** The button's name: "Actions for web". */
  label: string
  entries: MenuEntry[]
  className?: string
}

const loadPopup = () => import('./menu-popup')
const MenuPopup = lazy(loadPopup)

/** A button that opens a list of actions. The list's code is fetched when somebody comes near. */
export function Menu({ label, entries, className }: MenuProps) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const near = () => void loadPopup()
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        title={label}
        onPointerEnter={near}
        onFocus={near}
        onClick={() => setOpen(!open)}
        className={classes(
          'inline-grid size-7 place-items-center rounded text-muted hover:bg-sunken hover:text-ink',
          className,
        )}
      >
        <Ellipsis aria-hidden className="size-4" />
      </button>
      {open && (
        <Suspense>
          <MenuPopup anchor={button} entries={entries} label={label} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

'use client'

import { Ellipsis } from 'lucide-react'
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { classes } from './format'
import { place } from './place'

type MenuProps = {
  /** The button's name: "Actions for web". */
  label: string
  /** Its `MenuItem`s, drawn only while it is open: a page holds hundreds of closed menus. */
  children: ReactNode
  className?: string
}

const items = (list: HTMLElement) => [...list.querySelectorAll<HTMLElement>('[role=menuitem]')]

/**
 * A button that opens a list of actions (the ARIA menu-button pattern). The list is a native popover: the browser closes
 * it on Escape and on a press outside, and gives the focus back.
 */
export function Menu({ label, children, className }: MenuProps) {
  const [open, setOpen] = useState(false)
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLDivElement>(null)
  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        title={label}
        className={classes(
          'inline-grid size-7 place-items-center rounded align-middle text-muted hover:bg-sunken hover:text-ink',
          className,
        )}
      >
        <Ellipsis aria-hidden className="size-4" />
      </button>
      <div
        ref={list}
        id={id}
        popover="auto"
        role="menu"
        tabIndex={-1}
        aria-label={label}
        onToggle={(event) => setOpen(event.newState === 'open')}
        onClickCapture={(event) => {
          // Before what was chosen runs, so that a dialog that it opens has the focus at last.
          if (isChosen(event.target)) list.current?.hidePopover()
        }}
        onKeyDown={(event) => moveFocus(event, list.current)}
        className="fixed inset-auto m-0 max-w-[min(22rem,calc(100vw-16px))] min-w-48 rounded border border-line bg-panel p-1 text-left font-normal whitespace-normal shadow-float"
      >
        {open && (
          <div
            ref={(content) => {
              if (content === null || list.current === null || button.current === null) return
              if (list.current.contains(document.activeElement)) return
              place(list.current, button.current, 4)
              items(list.current)[0]?.focus({ preventScroll: true })
            }}
          >
            {children}
          </div>
        )}
      </div>
    </>
  )
}

const isChosen = (target: EventTarget) =>
  target instanceof Element && target.closest('[role=menuitem]:not([aria-disabled=true])') !== null

/** ↑ ↓ Home End, and the first letter of an item; Tab leaves. */
function moveFocus(event: KeyboardEvent, list: HTMLElement | null): void {
  if (list === null || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.key === 'Tab') {
    list.hidePopover()
    return
  }
  const all = items(list)
  const at = all.indexOf(document.activeElement as HTMLElement)
  const next = nextItem(event.key, all, at)
  if (next === undefined) return
  event.preventDefault()
  event.stopPropagation()
  next.focus()
}

function nextItem(key: string, all: HTMLElement[], at: number): HTMLElement | undefined {
  if (key === 'ArrowDown') return all[(at + 1) % all.length]
  if (key === 'ArrowUp') return all.at(at <= 0 ? -1 : at - 1)
  if (key === 'Home') return all[0]
  if (key === 'End') return all.at(-1)
  if (key.length !== 1 || key === ' ') return undefined
  const after = [...all.slice(at + 1), ...all.slice(0, at + 1)]
  return after.find((item) => item.textContent.toLowerCase().startsWith(key.toLowerCase()))
}

'use client'

import { X } from 'lucide-react'
import { useEffect, useId, useLayoutEffect, useRef, type ReactNode } from 'react'
import { classes } from './format'

type DialogProps = {
  open: boolean
  onClose: () => void
  title: string
  /** `side` comes in at the right edge (forms, sheets); `left` at the left (navigation). */
  place?: 'centre' | 'side' | 'left'
  children: ReactNode
}

const places = {
  centre: 'm-auto w-[min(34rem,calc(100vw-24px))] rounded-lg max-h-[calc(100dvh-48px)]',
  side: 'mr-0 ml-auto my-0 h-dvh max-h-dvh w-[min(34rem,100vw)]',
  left: 'ml-0 mr-auto my-0 h-dvh max-h-dvh w-[min(18rem,88vw)]',
}

/**
 * The browser's own modal dialog: it keeps the focus, gives it back, closes on Escape and makes the rest inert. Never
 * open one over another.
 */
export function Dialog({ open, onClose, title, place = 'centre', children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal()
    if (!open && dialog.current?.open) dialog.current.close()
  }, [open])
  // A dialog that leaves the page while open would take the focus with it: closing gives it back first.
  useLayoutEffect(() => {
    const element = dialog.current
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={(event) => {
        if (!event.currentTarget.open) onClose()
      }}
      closedby="any"
      className={classes(
        'max-w-none overflow-hidden border border-line bg-panel p-0 shadow-float',
        places[place],
      )}
    >
      {open && (
        <div className="flex max-h-[inherit] flex-col">
          <div className="flex items-center gap-2 border-b border-line py-2 pr-2 pl-4">
            <h2 id={titleId} className="min-w-0 flex-1 truncate text-lg font-semibold">
              {title}
            </h2>
            <button
              type="button"
              onClick={onClose}
              aria-label="Close"
              className="grid size-8 place-items-center rounded hover:bg-sunken"
            >
              <X aria-hidden className="size-4" />
            </button>
          </div>
          <div className="min-h-0 flex-1 overflow-auto p-4">{children}</div>
        </div>
      )}
    </dialog>
  )
}

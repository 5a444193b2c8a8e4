'use client'

import { Search } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import type { Place } from './places'
import { useSearchKeys } from './use-search-keys'

const Palette = dynamic(() => import('./palette'), { ssr: false })

type SearchSlotProps = {
  place: Place
  /** Every account and region on offer, to go to. */
  places: readonly Place[]
}

/** The header's search: a button, ⌘K and Ctrl-K. The palette itself is loaded when it is first opened. */
export function SearchSlot({ place, places }: SearchSlotProps) {
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  useSearchKeys({
    open,
    onOpen: () => setOpen(true),
    onEarly: (text) => setTyped((before) => before + text),
  })
  const close = () => {
    setOpen(false)
    setTyped('')
  }
  return (
    <>
      <button
        type="button"
        aria-keyshortcuts="Meta+K Control+K"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className="flex h-7 shrink-0 items-center gap-2 rounded border border-line bg-sunken px-2 text-muted hover:border-edge hover:text-ink"
      >
        <Search aria-hidden className="size-4" />
        <span className="max-sm:sr-only">Search</span>
        <kbd
          aria-hidden
          className="rounded-sm border border-line bg-panel px-1 font-mono text-xs max-md:hidden"
        >
          ⌘K
        </kbd>
      </button>
      {open && <Palette place={place} places={places} typed={typed} onType={setTyped} onClose={close} />}
    </>
  )
}

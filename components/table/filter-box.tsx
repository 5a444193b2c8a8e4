'use client'

import { Search, X } from 'lucide-react'
import { useEffect, useId, useRef, type ReactNode } from 'react'
import { isTyping } from './typing'

type FilterBoxProps = {
  value: string
  onChange: (text: string) => void
  onLeave: () => void
  /** The reader is at the filter. */
  onEnter: () => void
  /** What is filtered: "services". */
  what: string
  /** "12 of 340". */
  tally: string
  problems: string[]
  /** An example in this table's own columns. */
  example: string
  aside?: ReactNode
}

/** The filter of a table; `/` brings the cursor here, Escape empties it. */
export function FilterBox({
  value,
  onChange,
  onLeave,
  onEnter,
  what,
  tally,
  problems,
  example,
  aside,
}: FilterBoxProps) {
  const input = useRef<HTMLInputElement>(null)
  const problemId = useId()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return
      event.preventDefault()
      input.current?.focus()
      input.current?.select()
    }
    document.addEventListener('keydown', onKey)
    // Said from when on it is true: the page is there before what listens to its keys.
    input.current?.setAttribute('aria-keyshortcuts', '/')
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line p-1.5">
      <div className="relative min-w-40 flex-1">
        <Search aria-hidden className="pointer-events-none absolute top-2 left-2 size-4 text-muted" />
        <input
          ref={input}
          data-filter
          type="text"
          inputMode="search"
          value={value}
          spellCheck={false}
          autoComplete="off"
          aria-label={`Filter ${what}`}
          aria-describedby={problems.length > 0 ? problemId : undefined}
          aria-invalid={problems.length > 0 || undefined}
          placeholder={`Filter ${what}, e.g. ${example}`}
          onChange={(event) => onChange(event.target.value)}
          onFocus={onEnter}
          onBlur={onLeave}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onChange('')
          }}
          className="h-8 w-full rounded border border-edge bg-panel pr-8 pl-8 placeholder:text-muted"
        />
        {value !== '' && (
          <button
            type="button"
            aria-label="Clear the filter"
            onClick={() => {
              onChange('')
              input.current?.focus()
            }}
            className="absolute top-1 right-1 grid size-6 place-items-center rounded text-muted hover:bg-sunken"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        )}
      </div>
      <span aria-live="polite" className="tabular px-1 text-sm whitespace-nowrap text-muted">
        {tally}
      </span>
      {aside}
      {problems.length > 0 && (
        <p id={problemId} className="basis-full px-1 text-sm text-warn">
          {problems.join(' ')}
        </p>
      )}
    </div>
  )
}

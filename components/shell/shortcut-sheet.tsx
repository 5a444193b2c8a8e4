'use client'

import { Keyboard } from 'lucide-react'
import { useEffect, useState } from 'react'
import { isTyping } from '@/components/table/typing'
import { Dialog } from '@/components/ui/dialog'

const shortcuts: [keys: string, what: string][] = [
  ['⌘ K or Ctrl K', 'Search everything'],
  ['/', 'Filter the table'],
  ['↑ ↓', 'Move between rows'],
  ['Home, End', 'First and last row'],
  ['Enter', 'Open the row'],
  ['Esc', 'Close what is open; empty the filter'],
  ['?', 'This sheet'],
]

const grammar: [example: string, meaning: string][] = [
  ['web', 'rows that contain “web” anywhere'],
  ['status:failing', 'a column that contains a word'],
  ['launch=FARGATE', 'a column that is exactly this'],
  ['cpu>80', 'numbers: > >= < <= ='],
  ['-status:healthy', 'a minus in front: rows that do not'],
  ['"two words"', 'quotes keep spaces'],
]

/** The keyboard and the filter's grammar; `?` opens it. */
export function ShortcutSheet() {
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '?' || event.ctrlKey || event.metaKey || isTyping(event.target)) return
      if (document.querySelector('dialog[open]') !== null) return
      event.preventDefault()
      setOpen(true)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return (
    <>
      <button
        type="button"
        aria-label="Keyboard shortcuts"
        title="Keyboard shortcuts (?)"
        onClick={() => setOpen(true)}
        className="grid size-8 shrink-0 place-items-center rounded text-muted hover:bg-sunken hover:text-ink max-md:hidden"
      >
        <Keyboard aria-hidden className="size-4" />
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title="Keyboard and filter">
        <Rows rows={shortcuts} name="Keys" />
        <Rows rows={grammar} name="Filter" />
      </Dialog>
    </>
  )
}

function Rows({ rows, name }: { rows: [string, string][]; name: string }) {
  return (
    <section className="mb-4">
      <h3 className="mb-1 font-semibold">{name}</h3>
      <dl className="grid grid-cols-[max-content_1fr] gap-x-4 gap-y-1">
        {rows.map(([left, right]) => (
          <div key={left} className="contents">
            <dt>
              <kbd className="rounded-sm border border-line bg-sunken px-1 font-mono text-sm">{left}</kbd>
            </dt>
            <dd>{right}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { problemOf } from '@/lib/api/error'
import { query } from '@/lib/api/query'
import { search } from '@/lib/search/contract'
import { hitOptions, matchingPages, pageOptions, type Option } from './palette-options'
import { PaletteList } from './palette-list'
import type { Place } from './places'
import { ProblemNotice } from './problem-notice'
import { useSettled } from './use-settled'

type PaletteProps = {
  place: Place
  places: readonly Place[]
  /** What is searched for; it may have been typed before this part was loaded. */
  typed: string
  onType: (text: string) => void
  onClose: () => void
}

/** Search over everything of one account and region, and the pages: a combobox over a listbox, in a modal dialog. */
export default function Palette({ place, places, typed, onType, onClose }: PaletteProps) {
  const router = useRouter()
  const dialog = useRef<HTMLDialogElement>(null)
  const listId = useId()
  const [active, setActive] = useState<string | null>(null)
  const asked = useSettled(typed.trim().slice(0, 2_048), 120)
  const { data, error, isFetching } = useQuery({
    ...query(search, place, { q: asked }, { enabled: asked !== '', pollMs: () => false }),
    placeholderData: keepPreviousData,
  })
  useEffect(() => dialog.current?.showModal(), [])

  const pages = useMemo(() => pageOptions(place, places), [place, places])
  const hits = useMemo(() => (asked === '' ? [] : hitOptions(data?.items ?? [])), [asked, data])
  const found = useMemo(() => matchingPages(pages, typed), [pages, typed])
  const options = typed.trim() === '' ? found : [...hits, ...found]
  const index = Math.max(
    0,
    options.findIndex(({ key }) => key === active),
  )
  const current = options[index]

  const open = ({ path }: Option, aside: boolean) => {
    if (aside) {
      window.open(path, '_blank', 'noopener')
      return
    }
    onClose()
    router.push(path)
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && current !== undefined) {
      event.preventDefault()
      open(current, event.metaKey || event.ctrlKey)
    }
    const to = moved(event, index, options.length)
    if (to === undefined) return
    event.preventDefault()
    setActive(options[to]?.key ?? null)
  }
  const reading = asked !== '' && (isFetching || asked !== typed.trim().slice(0, 2_048))
  return (
    <dialog
      ref={dialog}
      aria-label="Search"
      closedby="any"
      onClose={onClose}
      className="mx-auto mt-[12vh] mb-auto max-h-[76vh] w-[min(44rem,calc(100vw-24px))] max-w-none overflow-hidden rounded-lg border border-line bg-panel p-0 shadow-float open:flex open:flex-col"
    >
      <div className="flex h-11 shrink-0 items-center gap-2 border-b border-line px-3">
        <Search aria-hidden className="size-4 shrink-0 text-muted" />
        <input
          role="combobox"
          type="text"
          aria-label={`Search ${place.account} ${place.region}`}
          aria-expanded={options.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={current === undefined ? undefined : optionId(listId, index)}
          autoComplete="off"
          spellCheck={false}
          maxLength={2_048}
          placeholder="Name, task id, IP, image, revision, target group or ARN"
          value={typed}
          onChange={(event) => {
            onType(event.target.value)
            setActive(null)
          }}
          onKeyDown={onKey}
          className="h-full min-w-0 flex-1 bg-transparent text-lg outline-none placeholder:text-base placeholder:text-muted"
        />
      </div>
      <div className="flex min-h-0 flex-1 flex-col">
        {error !== null && asked !== '' && (
          <div className="p-2">
            <ProblemNotice what="what matches" problem={problemOf(error)} />
          </div>
        )}
        <PaletteList
          id={listId}
          options={options}
          index={index}
          onPoint={setActive}
          onChoose={open}
          optionId={optionId}
        />
        <p aria-live="polite" className="shrink-0 border-t border-line px-3 py-2 text-sm text-muted">
          {footOf({
            typed,
            reading,
            hits: hits.length,
            total: data?.total ?? 0,
            complete: data?.complete ?? true,
          })}
        </p>
      </div>
    </dialog>
  )
}

function optionId(list: string, index: number): string {
  return `${list}-${index}`
}

/** Where ↑ ↓ and PageUp PageDown lead; the ends meet. */
function moved(event: KeyboardEvent, at: number, length: number): number | undefined {
  if (length === 0 || event.altKey || event.metaKey || event.ctrlKey) return undefined
  if (event.key === 'ArrowDown') return (at + 1) % length
  if (event.key === 'ArrowUp') return (at + length - 1) % length
  if (event.key === 'PageDown') return Math.min(length - 1, at + 8)
  if (event.key === 'PageUp') return Math.max(0, at - 8)
  return undefined
}

type Foot = { typed: string; reading: boolean; hits: number; total: number; complete: boolean }

function footOf({ typed, reading, hits, total, complete }: Foot): string {
  if (typed.trim() === '') return 'Type to search; ↑ ↓ to move, Enter to open, Esc to close.'
  if (reading) return 'Searching'
  const missing = complete ? '' : ' Not everything could be read, so something may be missing.'
  if (hits === 0) return `Nothing matches.${missing}`
  const words =
    total > hits ? `The best ${hits} of ${total} matches.` : `${hits} ${hits === 1 ? 'match' : 'matches'}.`
  return `${words}${missing}`
}

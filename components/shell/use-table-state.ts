'use client'

import { useSearchParams } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'

type View = { filter: string; sort: string }

/** A filter is put into the URL when no key was pressed for this long (ms). */
const writeAfterMs = 300

/**
 * Filter and sort of the page's table, held in the URL so that a view is a link. What is typed counts at once and comes
 * into the URL a moment later; a URL that somebody else changed counts instead.
 */
export function useTableState() {
  const params = useSearchParams()
  const inUrl: View = { filter: params.get('filter') ?? '', sort: params.get('sort') ?? '' }
  const [view, setView] = useState(inUrl)
  const [url, setUrl] = useState({ seen: textOf(inUrl), written: [] as string[] })
  if (url.seen !== textOf(inUrl)) {
    const ours = url.written.indexOf(textOf(inUrl))
    setUrl({ seen: textOf(inUrl), written: ours < 0 ? [] : url.written.slice(ours + 1) })
    if (ours < 0) setView(inUrl)
  }
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const write = (next: View) => {
    clearTimeout(timer.current)
    const address = addressOf(next)
    if (address === undefined) return
    setUrl(({ seen, written }) => ({ seen, written: [...written, textOf(next)] }))
    window.history.replaceState(null, '', address)
  }
  return {
    ...view,
    setFilter: (filter: string) => {
      const next = { ...view, filter }
      setView(next)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => write(next), writeAfterMs)
    },
    setSort: (sort: string) => {
      const next = { ...view, sort }
      setView(next)
      write(next)
    },
    /**
     * Puts the filter into the URL at once: for a reader who leaves the filter, perhaps to another page, and a late change
     * of the URL would take them back.
     */
    settle: () => write(view),
  }
}

function textOf({ filter, sort }: View): string {
  return `${sort} ${filter}`
}

/** This page's address with a view in it; undefined when it is there already. */
function addressOf(view: View): string | undefined {
  const { pathname, search, hash } = window.location
  const params = new URLSearchParams(search)
  if ((params.get('filter') ?? '') === view.filter && (params.get('sort') ?? '') === view.sort)
    return undefined
  for (const name of ['filter', 'sort'] as const) {
    if (view[name] === '') params.delete(name)
    else params.set(name, view[name])
  }
  // Colons need no escape in a query, and `status:failing` is to be read.
  const query = params.toString().replaceAll('%3A', ':')
  return `${pathname}${query === '' ? '' : `?${query}`}${hash}`
}

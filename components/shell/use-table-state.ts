'use client'

import { debounce, parseAsString, useQueryStates } from 'nuqs'

const parsers = { filter: parseAsString.withDefault(''), sort: parseAsString.withDefault('') }

/** Filter and sort of the page's table, held in the URL so that a view is a link. */
export function useTableState() {
  const [{ filter, sort }, set] = useQueryStates(parsers, {
    history: 'replace',
    shallow: true,
    clearOnDefault: true,
  })
  return {
    filter,
    sort,
    setFilter: (text: string) => void set({ filter: text }, { limitUrlUpdates: debounce(150) }),
    setSort: (text: string) => void set({ sort: text }),
    /**
     * Puts the filter into the URL at once: for a reader who leaves the filter, perhaps to another page, and a late change
     * of the URL would take them back.
     */
    settle: () => void set({ filter }),
  }
}

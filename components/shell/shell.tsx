'use client'

import { Menu as MenuIcon } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { useState, type ReactNode } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { AccessProvider } from './access'
import { Breadcrumbs } from './breadcrumbs'
import { Freshness } from './freshness'
import { placeOf, type Place } from './places'
import { SearchSlot } from './search-slot'
import { ShortcutSheet } from './shortcut-sheet'
import { Sidebar } from './sidebar'
import type { Theme } from './theme'
import { useChanges } from './use-changes'
import { ThemeToggle } from './theme-toggle'
import { WhereAmI } from './where-am-i'

type ShellProps = {
  /** Every account and region that the configuration offers; never empty. */
  places: [Place, ...Place[]]
  access: 'full' | 'read-only'
  theme: Theme
  children: ReactNode
}

/** The frame of every page: sidebar, header, the page itself. */
export function Shell({ places, access, theme, children }: ShellProps) {
  const pathname = usePathname()
  const here = placeOf(pathname, places)
  const place = here ?? places[0]
  useChanges(here)
  const [navigation, setNavigation] = useState<string | null>(null)
  const open = navigation === pathname
  return (
    <div className="md:grid md:grid-cols-[13.5rem_minmax(0,1fr)]">
      <a
        href="#page"
        className="fixed top-2 left-2 z-50 -translate-y-20 rounded border border-edge bg-panel px-3 py-1.5 focus:translate-y-0"
      >
        Skip to the page
      </a>
      <div className="sticky top-0 h-dvh overflow-y-auto border-r border-line bg-panel max-md:hidden">
        <Sidebar places={places} place={place} pathname={pathname} />
      </div>
      <Dialog open={open} onClose={() => setNavigation(null)} title="Quayside" place="left">
        <Sidebar places={places} place={place} pathname={pathname} bare />
      </Dialog>
      <div className="flex min-h-dvh min-w-0 flex-col">
        <header className="sticky top-0 z-30 border-b border-line bg-panel">
          <div className="flex h-11 items-center gap-2 px-2 md:px-5">
            <button
              type="button"
              aria-label="Navigation"
              aria-expanded={open}
              onClick={() => setNavigation(pathname)}
              className="grid size-8 shrink-0 place-items-center rounded hover:bg-sunken md:hidden"
            >
              <MenuIcon aria-hidden className="size-4" />
            </button>
            <Breadcrumbs pathname={pathname} />
            <SearchSlot place={place} places={places} />
            <Freshness />
            <ShortcutSheet />
            <ThemeToggle initial={theme} />
          </div>
          <WhereAmI
            place={here ?? (places.length === 1 ? place : undefined)}
            access={access}
            count={places.length}
          />
        </header>
        <main id="page" tabIndex={-1} className="w-full max-w-[120rem] flex-1 px-3 py-4 outline-none md:px-5">
          <AccessProvider value={access}>{children}</AccessProvider>
        </main>
      </div>
    </div>
  )
}

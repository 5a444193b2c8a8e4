'use client'

import { AppLink } from './app-link'
import { classes } from '@/components/ui/format'

export type Tab = { word: string; href: string; current: boolean; count?: number | null }

/** The tabs of a resource page; each is a URL of its own. */
export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  return (
    <nav aria-label={label} className="mb-4 overflow-x-auto border-b border-line">
      <ul className="flex gap-1">
        {tabs.map(({ word, href, current, count }) => (
          <li key={href} ref={current ? intoSight : undefined}>
            <AppLink
              href={href}
              aria-current={current ? 'page' : undefined}
              className={classes(
                'flex h-9 font-medium items-center gap-1.5 border-b-2 px-2.5 whitespace-nowrap -outline-offset-2',
                current ? 'border-accent' : 'border-transparent text-muted hover:text-ink',
              )}
            >
              {word}
              {count !== undefined && count !== null && (
                <span className="tabular text-sm text-muted">{count}</span>
              )}
            </AppLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** On a narrow window the tab that is open may lie beyond the bar's edge. */
function intoSight(tab: HTMLLIElement | null): void {
  const bar = tab?.closest('nav')
  if (!tab || !bar) return
  const over = tab.offsetLeft + tab.offsetWidth - bar.offsetLeft - bar.clientWidth
  bar.scrollLeft = Math.max(0, over)
}

'use client'

import { Boxes, FileCode, LayoutDashboard, Layers, type LucideIcon } from 'lucide-react'
import { classes } from '@/components/ui/format'
import { pathOf } from '@/lib/api/paths'
import { AppLink } from './app-link'
import { PlaceSwitch } from './place-switch'
import { rooms, type Place } from './places'

const icons: Record<(typeof rooms)[number]['id'], LucideIcon> = {
  overview: LayoutDashboard,
  clusters: Boxes,
  services: Layers,
  'task-definitions': FileCode,
}

type SidebarProps = {
  places: readonly Place[]
  place: Place
  pathname: string
  /** Without the product's name, which the dialog around it says. */
  bare?: boolean
}

/** Account and region, then the rooms. */
export function Sidebar({ places, place, pathname, bare = false }: SidebarProps) {
  const elsewhere = pathname === '/'
  return (
    <nav aria-label="Main" className={classes('grid gap-4', !bare && 'p-3')}>
      {!bare && (
        <AppLink
          href="/"
          className="flex h-6 items-center gap-2 rounded text-lg font-semibold tracking-tight"
        >
          <Mark />
          Quayside
        </AppLink>
      )}
      <PlaceSwitch places={places} place={place} everywhere={elsewhere} />
      <ul className="grid gap-0.5">
        {rooms.map(({ id, word, template }) => {
          const href = pathOf(template, place)
          const Icon = icons[id]
          const current = id === 'overview' ? pathname === href || elsewhere : isWithin(pathname, href)
          return (
            <li key={id}>
              <AppLink
                href={id === 'overview' && elsewhere ? '/' : href}
                aria-current={current ? 'page' : undefined}
                className={classes(
                  'flex h-8 items-center gap-2 rounded px-2',
                  current ? 'bg-sunken font-semibold' : 'text-muted hover:bg-sunken hover:text-ink',
                )}
              >
                <Icon aria-hidden className="size-4 shrink-0" />
                {word}
              </AppLink>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

function isWithin(pathname: string, href: string): boolean {
  return pathname === href || pathname.startsWith(`${href}/`)
}

/** A quay with three posts. */
function Mark() {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" className="size-5 text-accent">
      <path
        d="M1.5 11.5h13M4 11.500V6.500M8 11.500V4M12 11.500V6.500"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.9"
        strokeLinecap="round"
      />
    </svg>
  )
}

import { truncateMiddle } from '@/components/ui/format'
import { pathOf } from '@/lib/api/paths'
import type { SearchHit } from '@/lib/search/contract'
import type { Level } from '@/lib/health/contract'
import { rooms, type Place } from './places'

/** One line of the palette. */
export type Option = {
  key: string
  kind: string
  title: string
  detail: string
  path: string
  level: Level | null
}

const kindWords: Record<SearchHit['kind'], string> = {
  cluster: 'cluster',
  service: 'service',
  task: 'task',
  'task-definition': 'definition',
  instance: 'instance',
  'target-group': 'target group',
}

/** The pages that every account and region has, and the other places. */
export function pageOptions(place: Place, places: readonly Place[]): Option[] {
  const own = rooms.map(({ id, word, template }): Option => {
    const where = `${place.account} · ${place.region}`
    return {
      key: `room ${id}`,
      kind: 'page',
      title: word,
      detail: where,
      path: pathOf(template, place),
      level: null,
    }
  })
  const others = places
    .filter(({ account, region }) => account !== place.account || region !== place.region)
    .map((other): Option => {
      const path = pathOf('/{account}/{region}', other)
      return { key: path, kind: 'account', title: other.account, detail: other.region, path, level: null }
    })
  const all: Option = {
    key: 'all',
    kind: 'page',
    title: 'All accounts',
    detail: 'overview of everything',
    path: '/',
    level: null,
  }
  return others.length === 0 ? own : [...own, all, ...others]
}

/** Pages whose words all occur in what was typed for; all of them when nothing was typed. */
export function matchingPages(pages: readonly Option[], typed: string): Option[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  return pages.filter(({ title, detail }) => {
    const text = `${title} ${detail}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** A hit of the search as a line; one whose path is not of this console is left out. */
export function hitOptions(hits: readonly SearchHit[]): Option[] {
  return hits
    .filter(({ path }) => isOurs(path))
    .map(({ kind, title, detail, path, level }) => ({
      key: `${kind} ${path} ${title}`,
      kind: kindWords[kind],
      // The id in full stands last in the detail, after what a person knows the task by.
      title: kind === 'task' ? truncateMiddle(title, 12, 6) : title,
      detail: kind === 'task' ? `${detail} · ${title}` : detail,
      path,
      level,
    }))
}

/** As a browser would read it: `//`, `/\\` and `/⇥/` all begin another host. */
function isOurs(path: string): boolean {
  return path.startsWith('/') && URL.canParse(path, here) && new URL(path, here).origin === here
}

const here = 'http://console.invalid'

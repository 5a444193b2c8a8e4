import { decodeSegment, pathOf } from '@/lib/api/paths'

/** An account and region that a person can open. */
export type Place = { account: string; region: string }

/** The rooms of the sidebar, in order; each stands under `/{account}/{region}`. */
export const rooms = [
  { id: 'overview', word: 'Overview', template: '/{account}/{region}' },
  { id: 'clusters', word: 'Clusters', template: '/{account}/{region}/clusters' },
  { id: 'services', word: 'Services', template: '/{account}/{region}/services' },
  { id: 'task-definitions', word: 'Task definitions', template: '/{account}/{region}/task-definitions' },
] as const

/** The place that a path is in, when it is one that is offered. */
export function placeOf(pathname: string, places: readonly Place[]): Place | undefined {
  const [account, region] = segmentsOf(pathname)
  return places.find((place) => place.account === account && place.region === region)
}

function segmentsOf(pathname: string): string[] {
  return pathname
    .split('/')
    .slice(1)
    .map((raw) => decodeSegment(raw) ?? raw)
}

export type Crumb = { word: string; href: string }

const fixedWords: Record<string, string> = {
  clusters: 'Clusters',
  services: 'Services',
  tasks: 'Tasks',
  instances: 'Instances',
  events: 'Events',
  deployments: 'Deployments',
  configuration: 'Configuration',
  'task-definitions': 'Task definitions',
}

/**
 * The path as breadcrumbs, account and region left out: the header names those. Which words are ours is told by their
 * place, since a service may be called `tasks`.
 */
export function crumbsOf(pathname: string): Crumb[] {
  const segments = segmentsOf(pathname).filter((segment) => segment !== '')
  const [account, region, ...rest] = segments
  if (account === undefined || region === undefined) return [{ word: 'Overview', href: '/' }]
  const base = pathOf('/{account}/{region}', { account, region })
  if (rest.length === 0) return [{ word: 'Overview', href: base }]
  let href = base
  return rest.map((segment, index) => {
    href += pathOf('/{segment}', { segment })
    return { word: index % 2 === 0 ? (fixedWords[segment] ?? segment) : segment, href }
  })
}

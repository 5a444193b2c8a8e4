import type { ListAnswer } from '@/lib/api/answer'
import { read } from '@/lib/api/endpoint'
import type { Level } from '@/lib/health/contract'

export type SearchHit = {
  kind: 'cluster' | 'service' | 'task' | 'task-definition' | 'instance' | 'target-group'
  /** What it is called. */
  title: string
  /** Where it is ("shop-prod"), or what matched ("image …", "10.0.1.7"). */
  detail: string
  /** The page's path, encoded. */
  path: string
  level: Level | null
}

/** `GET /search?q=`: best first, at most 50. */
export const search = read<ListAnswer<SearchHit>>()({
  path: '/{account}/{region}/search',
  input: async () => (await import('./search-input')).SearchInput,
  freshness: 'steady',
  // Each letter typed is another one, over the whole estate.
  watched: false,
})

import * as z from 'zod/mini'
import type { ListAnswer } from '@/lib/api/answer'
import { read } from '@/lib/api/endpoint'
import { Scope } from '@/lib/api/segments'
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

/** Free words, a task id, an IP, an image, `family:revision`, a target group or an ARN. */
export const SearchInput = z.strictObject({ q: z.string().check(z.minLength(1), z.maxLength(2048)) })

/** `GET /search?q=`: best first, at most 50. */
export const search = read<ListAnswer<SearchHit>>()({
  path: '/{account}/{region}/search',
  params: Scope,
  input: SearchInput,
  freshness: 'steady',
})

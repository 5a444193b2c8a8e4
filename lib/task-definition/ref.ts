import type { RevisionRef } from './contract'

/**
 * Reads `arn:aws:ecs:…:task-definition/web:42`, also the bare `web:42` that some emulators give in its place; null when
 * it is neither.
 */
export function refOf(arn: string | null | undefined): RevisionRef | null {
  const [, family, revision] = /(?:^|\/)([\w-]{1,255}):(\d{1,10})$/.exec(arn ?? '') ?? []
  return arn && family && revision ? { arn, family, revision: Number(revision) } : null
}

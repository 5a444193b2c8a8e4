import { AppLink } from '@/components/shell/app-link'
import type { Place } from '@/components/shell/places'
import { Absent } from '@/components/ui/facts'
import { pathOf } from '@/lib/api/paths'
import type { RevisionRef } from '@/lib/task-definition/contract'

export function revisionPath(place: Place, { family, revision }: Pick<RevisionRef, 'family' | 'revision'>) {
  return pathOf('/{account}/{region}/task-definitions/{family}/{revision}', {
    ...place,
    family,
    revision: String(revision),
  })
}

export function familyPath(place: Place, family: string) {
  return pathOf('/{account}/{region}/task-definitions/{family}', { ...place, family })
}

/** `web:12`, leading to its page. */
export function RevisionLink({ place, revision: ref }: { place: Place; revision: RevisionRef | null }) {
  if (ref === null) return <Absent />
  return (
    <AppLink href={revisionPath(place, ref)} title={ref.arn} className="name-link font-mono text-sm">
      {ref.family}:{ref.revision}
    </AppLink>
  )
}

/** What a menu needs of a revision. */
export function revisionResource({ arn, family, revision }: RevisionRef) {
  const name = `${family}:${revision}`
  return {
    name,
    arn,
    cli: ['ecs', 'describe-task-definition', ['--task-definition', name], '--include', 'TAGS'] as const,
    console: ['task-definitions', family, String(revision)],
  }
}

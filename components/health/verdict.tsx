import type { ReactNode } from 'react'
import { Time } from '@/components/ui/time'
import { classes } from '@/components/ui/format'
import type { Health } from '@/lib/health/contract'
import { EvidenceList } from './evidence-list'
import { levelInk, levelWash } from './level-colour'
import { LevelIcon } from './level-icon'
import { levelWords } from '@/lib/health/contract'

type VerdictProps = {
  health: Health
  /** Since when it is so, when the facts tell; ISO 8601. */
  since?: string | null
  /** How old the facts are. */
  age: ReactNode
}

/** A verdict written out at the head of a resource's page: the word, every reason, the next step. */
export function Verdict({ health, since, age }: VerdictProps) {
  return (
    <section
      aria-label={`Verdict: ${levelWords[health.level]}`}
      className={classes('grid gap-1.5 rounded-lg border border-line px-4 py-3', levelWash[health.level])}
    >
      <p className={classes('flex items-center gap-2 text-lg font-semibold', levelInk[health.level])}>
        <LevelIcon level={health.level} className="size-5" />
        {levelWords[health.level]}
        {since !== undefined && since !== null && (
          <span className="text-base font-normal text-muted">
            for <Time at={since} form="span" />
          </span>
        )}
        <span className="ml-auto text-base font-normal">{age}</span>
      </p>
      <EvidenceList health={health} withLevel={false} />
    </section>
  )
}

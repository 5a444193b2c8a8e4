import { classes } from '@/components/ui/format'
import type { Health } from '@/lib/health/contract'
import { EvidenceList } from './evidence-list'
import { levelInk, levelWash } from './level-colour'
import { LevelIcon } from './level-icon'
import { levelWords } from '@/lib/health/contract'

/** A verdict written out at the head of a resource's page: the word, every reason, the next step. */
export function Verdict({ health }: { health: Health }) {
  return (
    <section
      aria-label={`Verdict: ${levelWords[health.level]}`}
      className={classes('grid gap-1.5 rounded-lg border border-line px-4 py-3', levelWash[health.level])}
    >
      <p className={classes('flex items-center gap-2 text-lg font-semibold', levelInk[health.level])}>
        <LevelIcon level={health.level} className="size-5" />
        {levelWords[health.level]}
      </p>
      <EvidenceList health={health} withLevel={false} />
    </section>
  )
}

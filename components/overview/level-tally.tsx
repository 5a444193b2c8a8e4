import { useProvenTally } from '@/components/health/aged'
import { levelInk } from '@/components/health/level-colour'
import { LevelIcon } from '@/components/health/level-icon'
import { classes } from '@/components/ui/format'
import { levels, levelWords } from '@/lib/health/contract'
import type { Tally } from '@/lib/health/tally'

/** How many services stand at each level, worst first; levels without any are left out. */
export function LevelTally({ tally: told }: { tally: Tally }) {
  const tally = useProvenTally(told)
  const present = levels.filter((level) => (tally[level] ?? 0) > 0)
  return (
    <ul aria-label="Services by level" className="flex flex-wrap gap-x-4 gap-y-1">
      {present.map((level) => (
        <li key={level} className={classes('flex items-center gap-1.5', levelInk[level])}>
          <LevelIcon level={level} className="size-3.5" />
          <span className="tabular">
            {tally[level]} <span className="text-muted">{levelWords[level].toLowerCase()}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}

import { classes } from '@/components/ui/format'
import { levels, levelWords, type Level } from '@/lib/health/contract'
import { levelInk } from './level-colour'
import { LevelIcon } from './level-icon'

/** How many stand at each level, as icons with numbers, worst first; for a table's cell. */
export function LevelsCell({ tally }: { tally: Partial<Record<Level, number>> }) {
  return (
    <span className="flex items-center gap-2.5">
      {levels
        .filter((level) => (tally[level] ?? 0) > 0)
        .map((level) => (
          <span
            key={level}
            title={`${tally[level]} ${levelWords[level].toLowerCase()}`}
            className={classes('tabular flex items-center gap-1', levelInk[level])}
          >
            <LevelIcon level={level} className="size-3.5" />
            {tally[level]}
            <span className="sr-only">{levelWords[level].toLowerCase()}</span>
          </span>
        ))}
    </span>
  )
}

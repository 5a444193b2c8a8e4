import { classes } from '@/components/ui/format'
import { levelWords, type Level } from '@/lib/health/contract'
import { levelInk } from './level-colour'
import { LevelIcon } from './level-icon'

/** Icon and word of a level, without its evidence. */
export function LevelWord({ level, className }: { level: Level; className?: string }) {
  return (
    <span
      className={classes(
        'inline-flex items-center gap-1.5 font-medium whitespace-nowrap',
        levelInk[level],
        className,
      )}
    >
      <LevelIcon level={level} />
      {levelWords[level]}
    </span>
  )
}

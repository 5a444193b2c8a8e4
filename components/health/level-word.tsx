'use client'

import { classes } from '@/components/ui/format'
import { levelWords, type Level } from '@/lib/health/contract'
import { useProvenLevel } from './aged'
import { levelInk } from './level-colour'
import { LevelIcon } from './level-icon'

/** Icon and word of a level, without its evidence. */
export function LevelWord({ level: told, className }: { level: Level; className?: string }) {
  const level = useProvenLevel(told)
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

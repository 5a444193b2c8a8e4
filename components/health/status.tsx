'use client'

import { Hint } from '@/components/ui/hint'
import { classes } from '@/components/ui/format'
import { levelWords, type Health, type Level } from '@/lib/health/contract'
import { EvidenceList } from './evidence-list'
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

/** A verdict: hover or focus opens the evidence it stands on. */
export function Status({ health, name }: { health: Health; name?: string }) {
  return (
    <Hint content={<EvidenceList health={health} />}>
      {(hint) => (
        <button
          type="button"
          {...hint}
          aria-label={`${name === undefined ? '' : `${name}: `}${levelWords[health.level]}, evidence`}
          className="inline-flex h-6 items-center rounded align-middle hover:underline hover:underline-offset-4"
        >
          <LevelWord level={health.level} />
        </button>
      )}
    </Hint>
  )
}

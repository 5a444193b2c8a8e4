'use client'

import { AppLink } from '@/components/shell/app-link'
import { useProvenLevel } from '@/components/health/aged'
import { levelInk, levelWash } from '@/components/health/level-colour'
import { LevelIcon } from '@/components/health/level-icon'
import { Words } from '@/components/health/words'
import { LevelWord } from '@/components/health/level-word'
import { classes } from '@/components/ui/format'
import { Hint } from '@/components/ui/hint'
import { levelWords, type Level } from '@/lib/health/contract'

type ServiceCellProps = {
  href: string
  name: string
  level: Level
  because: string
}

/** One service as a cell: shape, colour, name; hover or focus tells why. */
export function ServiceCell({ href, name, level: told, because }: ServiceCellProps) {
  const level = useProvenLevel(told)
  return (
    <Hint
      content={
        <div className="grid gap-1 [overflow-wrap:anywhere]">
          <p className="font-semibold">{name}</p>
          <LevelWord level={level} />
          <p>
            <Words text={because} />
          </p>
        </div>
      }
    >
      {(hint) => (
        <AppLink
          href={href}
          {...hint}
          aria-label={`${name}: ${levelWords[level]}`}
          className={classes(
            'inline-flex h-7 max-w-full items-center gap-1.5 rounded border border-line px-2 hover:border-edge',
            levelWash[level],
          )}
        >
          <span className={levelInk[level]}>
            <LevelIcon level={level} className="size-3.5" />
          </span>
          <span className="truncate">{name}</span>
        </AppLink>
      )}
    </Hint>
  )
}

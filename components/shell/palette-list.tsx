'use client'

import { useEffect, useRef } from 'react'
import { levelInk } from '@/components/health/level-colour'
import { LevelIcon } from '@/components/health/level-icon'
import { classes } from '@/components/ui/format'
import { levelWords } from '@/lib/health/contract'
import type { Option } from './palette-options'

type PaletteListProps = {
  id: string
  options: readonly Option[]
  index: number
  onPoint: (key: string) => void
  onChoose: (option: Option, aside: boolean) => void
  optionId: (list: string, index: number) => string
}

/** The palette's lines; the focus stays in the input, which names the current one. */
export function PaletteList({ id, options, index, onPoint, onChoose, optionId }: PaletteListProps) {
  const list = useRef<HTMLDivElement>(null)
  const current = options[index]?.key
  useEffect(() => {
    list.current
      ?.querySelector(`[data-key="${CSS.escape(current ?? '')}"]`)
      ?.scrollIntoView({ block: 'nearest' })
  }, [current])
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the ARIA combobox pattern; its lines are drawn
    <div ref={list} id={id} role="listbox" aria-label="Matches" className="min-h-0 flex-1 overflow-y-auto">
      {options.map((option, at) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keyboard is the input's: see `onKeyDown` there
        <div
          key={option.key}
          data-key={option.key}
          id={optionId(id, at)}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as above
          role="option"
          tabIndex={-1}
          aria-selected={at === index}
          onPointerMove={() => at !== index && onPoint(option.key)}
          onClick={(event) => onChoose(option, event.metaKey || event.ctrlKey)}
          className={classes(
            'flex h-9 cursor-pointer items-center gap-3 px-3',
            at === index && 'bg-sunken shadow-[inset_2px_0_0_var(--color-accent)]',
          )}
        >
          <span className="w-24 shrink-0 truncate text-sm text-muted">{option.kind}</span>
          <span className="min-w-0 shrink truncate font-medium" title={option.title}>
            {option.title}
          </span>
          <span className="min-w-0 flex-1 truncate text-sm text-muted" title={option.detail}>
            {option.detail}
          </span>
          {option.level !== null && (
            <span className={classes('flex shrink-0 items-center gap-1.5 text-sm', levelInk[option.level])}>
              <LevelIcon level={option.level} className="size-3.5" />
              {levelWords[option.level]}
            </span>
          )}
        </div>
      ))}
    </div>
  )
}

import type { ReactNode } from 'react'
import { classes } from './format'

const tones = {
  plain: 'border-line bg-sunken text-muted',
  good: 'border-transparent bg-good-wash text-good',
  move: 'border-transparent bg-move-wash text-move',
  warn: 'border-transparent bg-warn-wash text-warn',
  bad: 'border-transparent bg-bad-wash text-bad',
} as const

export type Tone = keyof typeof tones

/** A short word about a thing: a launch type, a tag, `simulated`. Never the only bearer of a status. */
export function Chip({
  tone = 'plain',
  title,
  children,
}: {
  tone?: Tone
  title?: string
  children: ReactNode
}) {
  return (
    <span
      title={title}
      className={classes(
        'inline-flex max-w-full items-center gap-1 rounded-sm border px-1.5 text-xs leading-4 font-medium whitespace-nowrap',
        tones[tone],
      )}
    >
      <span className="truncate">{children}</span>
    </span>
  )
}

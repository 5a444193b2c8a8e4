import type { ReactNode } from 'react'
import { classes } from './format'

type PanelProps = {
  title?: ReactNode
  /** Heading level in the page's outline. */
  level?: 2 | 3
  /** At the end of the head: age, buttons. */
  aside?: ReactNode
  label?: string
  className?: string
  children: ReactNode
}

/** A bordered part of a page with a head. */
export function Panel({ title, level = 2, aside, label, className, children }: PanelProps) {
  const Heading = `h${level}` as const
  return (
    <section
      aria-label={label}
      className={classes('min-w-0 overflow-clip rounded-lg border border-line bg-panel', className)}
    >
      {(title !== undefined || aside !== undefined) && (
        <div className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-1.5">
          {title !== undefined && (
            <Heading className="min-w-0 flex-1 truncate font-semibold">{title}</Heading>
          )}
          {aside}
        </div>
      )}
      {children}
    </section>
  )
}

import { Info, OctagonAlert, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from './format'

const looks = {
  info: { wash: 'border-line bg-mute-wash', ink: 'text-muted', Icon: Info },
  warn: { wash: 'border-warn/40 bg-warn-wash', ink: 'text-warn', Icon: TriangleAlert },
  bad: { wash: 'border-bad/40 bg-bad-wash', ink: 'text-bad', Icon: OctagonAlert },
} as const

type NoticeProps = {
  look?: keyof typeof looks
  title: ReactNode
  children?: ReactNode
  /** A button, at the end. */
  action?: ReactNode
}

/** A sentence that stands in the page: what is so, why, and what to do. */
export function Notice({ look = 'info', title, children, action }: NoticeProps) {
  const { wash, ink, Icon } = looks[look]
  return (
    <div
      role={look === 'info' ? undefined : 'status'}
      className={classes('flex flex-wrap items-start gap-x-3 gap-y-2 rounded border px-3 py-2', wash)}
    >
      <Icon aria-hidden className={classes('mt-0.5 size-4 shrink-0', ink)} />
      <div className="min-w-48 flex-1 [overflow-wrap:anywhere]">
        <p className="font-medium">{title}</p>
        {children !== undefined && <div className="text-muted">{children}</div>}
      </div>
      {action}
    </div>
  )
}

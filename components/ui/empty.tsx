import type { ReactNode } from 'react'

/** An empty place: what would be here, and the first step to it. */
export function Empty({
  title,
  children,
  action,
}: {
  title: string
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="grid justify-items-start gap-1 px-4 py-6">
      <p className="font-medium">{title}</p>
      {children !== undefined && <div className="max-w-[70ch] text-muted">{children}</div>}
      {action !== undefined && <div className="mt-2">{action}</div>}
    </div>
  )
}

'use client'

import { useId, type ComponentProps } from 'react'
import { classes } from './format'
import { Hint } from './hint'

const looks = {
  primary: 'bg-accent text-on-accent border-transparent hover:opacity-90',
  plain: 'bg-panel border-edge hover:bg-sunken',
  danger: 'bg-panel text-bad border-bad hover:bg-bad-wash',
  ghost: 'border-transparent hover:bg-sunken',
} as const

type ButtonProps = Omit<ComponentProps<'button'>, 'disabled'> & {
  look?: keyof typeof looks
  /** Why it cannot be used now. It stays focusable and says so; pressing it does nothing. */
  disabledReason?: string | null
  /** A write under way: shown, announced, and not pressable twice. */
  busy?: boolean
}

export function buttonClasses(look: keyof typeof looks = 'plain'): string {
  return classes(
    'inline-flex h-8 shrink-0 items-center justify-center gap-1.5 rounded border px-3 font-medium whitespace-nowrap',
    'aria-disabled:opacity-60 [&_svg]:size-4',
    looks[look],
  )
}

/** A push button. */
export function Button({
  look = 'plain',
  disabledReason,
  busy = false,
  className,
  onClick,
  children,
  ...rest
}: ButtonProps) {
  const describedBy = useId()
  const off = disabledReason !== null && disabledReason !== undefined && disabledReason !== ''
  const button = {
    type: 'button' as const,
    'aria-disabled': off || busy || undefined,
    'aria-busy': busy || undefined,
    className: classes(buttonClasses(look), className),
    onClick: off || busy ? (event: { preventDefault(): void }) => event.preventDefault() : onClick,
    children: (
      <>
        {busy && (
          <span
            aria-hidden
            className="size-3 rounded-full border-2 border-current border-r-transparent motion-safe:animate-spin"
          />
        )}
        {children}
      </>
    ),
    ...rest,
  }
  if (!off) return <button {...button} />
  return (
    <Hint content={disabledReason}>
      {(hint) => (
        <>
          <button {...button} {...hint} aria-describedby={describedBy} />
          <span id={describedBy} className="sr-only">
            {disabledReason}
          </span>
        </>
      )}
    </Hint>
  )
}

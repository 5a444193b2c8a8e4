import { classes } from './format'

export type MenuEntry = {
  id: string
  label: string
  /** Opens in a new tab; otherwise `onSelect` runs. */
  href?: string
  onSelect?: () => void
  /** Why it cannot be chosen; shown under the label. */
  disabledReason?: string | null
  danger?: boolean
  /** A line above it. */
  apart?: boolean
}

/** One action of a `Menu`. One that is off can still be reached, and says why. */
export function MenuItem({ entry }: { entry: MenuEntry }) {
  const { label, href, onSelect, disabledReason, danger, apart } = entry
  const off = disabledReason !== undefined && disabledReason !== null
  const common = {
    role: 'menuitem',
    tabIndex: -1,
    className: classes(
      'block w-full rounded-sm px-2 py-1.5 text-left hover:bg-sunken focus:bg-sunken',
      off && 'text-muted',
      danger && !off && 'text-bad',
    ),
  }
  return (
    <>
      {apart && <hr className="my-1 border-line" />}
      {href !== undefined && !off ? (
        <a {...common} href={href} target="_blank" rel="noreferrer noopener">
          {label}
        </a>
      ) : (
        <button
          {...common}
          type="button"
          aria-disabled={off || undefined}
          onClick={off ? undefined : onSelect}
        >
          {label}
          {off && <span className="block text-sm">{disabledReason}</span>}
        </button>
      )}
    </>
  )
}

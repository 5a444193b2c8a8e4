import { Chip } from '@/components/ui/chip'
import type { NamedValue, Redacted } from '@/lib/task-definition/contract'

/** Named values as a list. A redacted one shows how long it is, never what it is; texts are hostile. */
export function NamedValues({ label, values }: { label: string; values: readonly NamedValue[] }) {
  return (
    <dl aria-label={label} className="grid gap-y-1">
      {values.map(({ name, value, overridden }) => (
        <div key={name} className="flex flex-wrap items-baseline gap-x-2">
          <dt className="font-mono text-sm [overflow-wrap:anywhere]">{name}</dt>
          <dd className="flex min-w-0 flex-wrap items-baseline gap-x-2 [overflow-wrap:anywhere]">
            {typeof value === 'string' ? (
              <span className="font-mono text-sm text-muted">{value}</span>
            ) : (
              <RedactedText value={value} />
            )}
            {overridden === true && <Chip tone="warn">overridden</Chip>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** `•••• 9–32 characters`. Two values with the same tag are equal; the tag is a keyed hash. */
export function RedactedText({ value: { length, tag } }: { value: Redacted }) {
  return (
    <span
      className="text-sm whitespace-nowrap text-muted"
      title={`Not shown: it may be a secret. Equal values have the same mark: ${tag}`}
    >
      {length === 'empty' ? 'empty' : `•••• ${length} characters`}
    </span>
  )
}

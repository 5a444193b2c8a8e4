import { useId, type ComponentProps, type ReactNode } from 'react'
import { classes } from '@/components/ui/format'

type FieldProps = Omit<ComponentProps<'input'>, 'id' | 'aria-invalid' | 'aria-describedby'> & {
  label: string
  /** What is wrong with what was typed. */
  problem?: string | null
  hint?: ReactNode
}

/** A labelled input with its hint and its problem, both read out with it. */
export function Field({ label, problem, hint, className, ...input }: FieldProps) {
  const id = useId()
  const about = `${id}-about`
  const wrong = problem !== undefined && problem !== null
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <input
        id={id}
        aria-invalid={wrong || undefined}
        aria-describedby={wrong || hint !== undefined ? about : undefined}
        autoComplete="off"
        className={classes(
          'h-8 rounded border bg-panel px-2 tabular',
          wrong ? 'border-bad' : 'border-edge',
          className,
        )}
        {...input}
      />
      {(wrong || hint !== undefined) && (
        <p id={about} className={classes('text-sm', wrong ? 'text-bad' : 'text-muted')}>
          {wrong ? problem : hint}
        </p>
      )}
    </div>
  )
}

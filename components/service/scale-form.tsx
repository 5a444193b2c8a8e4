'use client'

import { useState } from 'react'
import { Field } from '@/components/form/field'
import { firstFocus } from '@/components/form/first-focus'
import { CliLine } from '@/components/shell/cli-line'
import type { Place } from '@/components/shell/places'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { Service } from '@/lib/service/contract'
import { ScaleInput } from '@/lib/service/scale-input'
import { scaleCli, scaleWords } from './scale-words'

type ScaleFormProps = {
  place: Place
  service: Service
  /** The desired count that was seen. */
  from: number
  busy: boolean
  onCancel: () => void
  onSubmit: (desiredCount: number) => void
}

/** A number, what it will do, what may undo it, and the same as an AWS CLI line. */
export function ScaleForm({ place, service, from, busy, onCancel, onSubmit }: ScaleFormProps) {
  const [typed, setTyped] = useState(String(from))
  const to = desiredCountOf(typed)
  const problem = to === null ? 'A whole number from 0 to 5,000.' : null
  const { warning } = service.scale
  return (
    <form
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (to !== null && to !== from && !busy) onSubmit(to)
      }}
    >
      <Field
        ref={firstFocus}
        label="Desired tasks"
        type="number"
        inputMode="numeric"
        min={0}
        max={5000}
        step={1}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onFocus={(event) => event.target.select()}
        problem={problem}
        hint={`Now ${from} desired, ${service.runningCount ?? '?'} running, ${service.pendingCount ?? '?'} pending.`}
        className="w-32"
      />
      <section aria-label="What will happen" aria-live="polite" className="grid gap-2">
        {to !== null && <p className="font-medium">{scaleWords(from, to)}</p>}
        {to !== null && to !== from && service.rolloutState === 'IN_PROGRESS' && (
          <p className="text-muted">A deployment is under way; it goes on with the new count.</p>
        )}
      </section>
      {warning !== null && <Notice look="warn" title={warning} />}
      {to !== null && (
        <CliLine words={scaleCli(service.clusterName, service.name, to)} region={place.region} />
      )}
      <div className="flex gap-2">
        <Button
          look="primary"
          type="submit"
          busy={busy}
          disabledReason={problem ?? (to === from ? 'Nothing would change.' : null)}
        >
          {to === 0 && from !== 0 ? 'Scale to 0…' : to === null ? 'Scale' : `Scale to ${to}`}
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </form>
  )
}

/** The number by the endpoint's own rule, or null. */
function desiredCountOf(typed: string): number | null {
  if (typed.trim() === '') return null
  const parsed = ScaleInput.safeParse({ desiredCount: Number(typed) })
  return parsed.success ? parsed.data.desiredCount : null
}

'use client'

import { useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { count } from '@/components/ui/format'
import type { Service } from '@/lib/service/contract'

type ScaleToZeroProps = {
  service: Service
  from: number
  busy: boolean
  onCancel: () => void
  onConfirm: () => void
}

/** The second question before nothing runs any more: it names what serves. The confirming button stands last, not where the first one was. */
export function ScaleToZero({ service, from, busy, onCancel, onConfirm }: ScaleToZeroProps) {
  const cancel = useRef<HTMLButtonElement>(null)
  useEffect(() => cancel.current?.focus(), [])
  const { name, scale, targetGroups } = service
  return (
    <section aria-label={`Scale ${name} to 0?`} className="grid gap-3">
      <h3 className="font-semibold">Scale {name} to 0?</h3>
      <p>
        {from === 1 ? 'Its only task' : `All ${count(from, 'task')}`} will stop, and nothing of {name} runs
        until someone scales it up again.
      </p>
      {scale.serves.length > 0 ? (
        <div>
          <p>It serves these addresses, which will answer with errors:</p>
          <ul className="mt-1 list-disc pl-5">
            {scale.serves.map((address) => (
              <li key={address} className="font-mono text-sm [overflow-wrap:anywhere]">
                {address}
              </li>
            ))}
          </ul>
        </div>
      ) : (
        targetGroups.length > 0 && (
          <p>
            It serves target {targetGroups.length === 1 ? 'group' : 'groups'}{' '}
            {targetGroups.map((group) => group.name).join(', ')}, which will have no healthy target.
          </p>
        )
      )}
      {scale.warning !== null && <p className="text-muted">{scale.warning}</p>}
      <div className="flex gap-2">
        <Button ref={cancel} onClick={onCancel}>
          Cancel
        </Button>
        <Button look="danger" busy={busy} onClick={onConfirm}>
          Stop all and scale to 0
        </Button>
      </div>
    </section>
  )
}

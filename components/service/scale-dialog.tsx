'use client'

import { useState } from 'react'
import type { Place } from '@/components/shell/places'
import { useWrite } from '@/components/shell/use-write'
import { WriteProblem } from '@/components/shell/write-problem'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { problemOf } from '@/lib/api/error'
import { scaleService, type Service } from '@/lib/service/contract'
import { ScaleForm } from './scale-form'
import { ScaleToZero } from './scale-to-zero'
import { changesSince, seenInput, seenOf, type Seen } from './seen'

type ScaleDialogProps = {
  place: Place
  /** As it is read now; it may change while the panel is open. */
  service: Service
  onClose: () => void
  onDone: (said: string) => void
}

/** Sets how many tasks a service wants: says what will happen, asks again before none, and refuses to act on an old sight. */
export default function ScaleDialog({ place, service, onClose, onDone }: ScaleDialogProps) {
  const { name, clusterName: cluster } = service
  const [seen, setSeen] = useState<Seen | null>(() => seenOf(service))
  const [asked, setAsked] = useState<number | null>(null)
  const scaling = useWrite(scaleService, { ...place, cluster, service: name }, ({ item }) => {
    onDone(`ECS accepted: ${name} wants ${item.desiredCount ?? '?'} tasks.`)
    onClose()
  })
  const present = seenOf(service)
  const changes = seen === null || present === null ? [] : changesSince(seen, present)
  const conflict = scaling.isError && problemOf(scaling.error).code === 'conflict'
  const lookAgain = () => {
    scaling.reset()
    setAsked(null)
    setSeen(present)
  }
  const send = (desiredCount: number) => {
    if (seen !== null) scaling.send({ desiredCount, seen: seenInput(seen) })
  }
  const again = <Button onClick={lookAgain}>Look again</Button>
  return (
    <Dialog open onClose={onClose} title={`Scale ${name}`} place="side">
      <div className="grid gap-4">
        {scaling.isError && (
          <WriteProblem
            what={`Scaling ${name}`}
            error={scaling.error}
            action={conflict && changes.length === 0 ? again : undefined}
          />
        )}
        {changes.length > 0 && !scaling.isPending && (
          <Notice look="warn" title="The service changed while this was open." action={again}>
            {changes.map((change) => (
              <p key={change}>{change}</p>
            ))}
          </Notice>
        )}
        {seen === null ? (
          <Notice look="warn" title="How many tasks it wants is not known.">
            Nothing can be decided on that. The page keeps asking AWS.
          </Notice>
        ) : asked === null ? (
          <ScaleForm
            key={JSON.stringify(seen)}
            place={place}
            service={service}
            from={seen.desiredCount}
            busy={scaling.isPending}
            onCancel={onClose}
            onSubmit={(to) => (to === 0 ? setAsked(to) : send(to))}
          />
        ) : (
          <ScaleToZero
            service={service}
            from={seen.desiredCount}
            busy={scaling.isPending}
            onCancel={onClose}
            onConfirm={() => send(0)}
          />
        )}
      </div>
    </Dialog>
  )
}

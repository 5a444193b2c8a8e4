'use client'

import { useState } from 'react'
import { Field } from '@/components/form/field'
import { firstFocus } from '@/components/form/first-focus'
import { CliLine } from '@/components/shell/cli-line'
import type { Place } from '@/components/shell/places'
import { useWrite } from '@/components/shell/use-write'
import { WriteProblem } from '@/components/shell/write-problem'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { truncateMiddle } from '@/components/ui/format'
import { stopTask, type TaskSummary } from '@/lib/task/contract'
import { StopTaskInput } from '@/lib/task/stop-input'

type StopTaskDialogProps = {
  place: Place
  task: Pick<TaskSummary, 'taskId' | 'clusterName' | 'serviceName' | 'lastStatus'>
  onClose: () => void
  onDone: (said: string) => void
}

/** Stops a task, with a reason that everybody who looks at it later will read. */
export default function StopTaskDialog({ place, task, onClose, onDone }: StopTaskDialogProps) {
  const { taskId, clusterName: cluster, serviceName } = task
  const short = truncateMiddle(taskId)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const valid = reason.trim() !== '' && StopTaskInput.safeParse({ reason: reason.trim() }).success
  const problem = valid ? null : reason.length > 255 ? 'At most 255 characters.' : 'A reason is needed.'
  const stopping = useWrite(stopTask, { ...place, cluster, task: taskId }, ({ item }) => {
    onDone(`ECS accepted: task ${short} is ${item.lastStatus}, wanted ${item.desiredStatus ?? 'STOPPED'}.`)
    onClose()
  })
  return (
    <Dialog open onClose={onClose} title={`Stop task ${short}`}>
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (valid && !stopping.isPending) stopping.send({ reason: reason.trim() })
        }}
      >
        {stopping.isError && <WriteProblem what={`Stopping task ${short}`} error={stopping.error} />}
        <div className="grid gap-1">
          <p className="font-medium">
            {serviceName === null
              ? 'Nothing will replace it: it does not belong to a service.'
              : `The service ${serviceName} will replace it with a new task.`}
          </p>
          <p className="text-muted">
            Its containers get SIGTERM, and SIGKILL when they have not ended within their stop timeout (30
            seconds unless set).
          </p>
        </div>
        <Field
          label="Reason"
          ref={firstFocus}
          required
          maxLength={255}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          problem={tried ? problem : null}
          hint="ECS keeps it as the task’s stopped reason."
        />
        <CliLine
          words={[
            'ecs',
            'stop-task',
            ['--cluster', cluster],
            ['--task', taskId],
            ['--reason', reason.trim() || '…'],
          ]}
          region={place.region}
        />
        <div className="flex gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="danger" type="submit" busy={stopping.isPending} disabledReason={problem}>
            Stop task
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

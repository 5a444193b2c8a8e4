'use client'

import dynamic from 'next/dynamic'
import { useMemo, useState, type ReactNode } from 'react'
import { useReadOnlyReason } from '@/components/shell/access'
import type { Place } from '@/components/shell/places'
import { Said } from '@/components/ui/said'
import type { TaskSummary } from '@/lib/task/contract'
import type { AskToStop } from './stop-action'

const StopTaskDialog = dynamic(() => import('./stop-task-dialog'), { ssr: false })

/** The question before a task is stopped, for a list or a page: what menus need, the dialog, and what came of it. */
export function useStopTask(place: Place): { asking: AskToStop; dialog: ReactNode; said: ReactNode } {
  const disabledReason = useReadOnlyReason()
  const [task, setTask] = useState<TaskSummary | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const asking = useMemo(() => ({ ask: setTask, disabledReason }), [disabledReason])
  return {
    asking,
    dialog: task !== null && (
      <StopTaskDialog place={place} task={task} onClose={() => setTask(null)} onDone={setSaid} />
    ),
    said: <Said text={said} />,
  }
}

import type { MenuEntry } from '@/components/ui/menu-item'
import type { TaskSummary } from '@/lib/task/contract'

/** Opens the question before a task is stopped, and why that is not offered here at all. */
export type AskToStop = { ask: (task: TaskSummary) => void; disabledReason: string | null }

/** The menu's entry that stops a task; it says why it is off. */
export function stopAction(task: TaskSummary, { ask, disabledReason }: AskToStop): MenuEntry {
  const ending = task.lastStatus === 'STOPPED' || task.desiredStatus === 'STOPPED'
  return {
    id: 'stop',
    label: 'Stop task…',
    danger: true,
    onSelect: () => ask(task),
    disabledReason: disabledReason ?? (ending ? 'It is stopping, or has stopped.' : null),
  }
}

import { Absent } from '@/components/ui/facts'
import type { TaskSummary } from '@/lib/task/contract'
import { targetWords } from './target-words'

/** Why a task stopped, with its exit codes; for one that runs, what its targets say. Texts are hostile. */
export function TaskEnding({ task }: { task: TaskSummary }) {
  const ending = endingOf(task)
  if (ending !== null) return <span title={ending}>{ending}</span>
  const words = targetWords(task)
  return words.length === 0 ? <Absent /> : <span title={words.join('\n')}>{words.join(', ')}</span>
}

/** "exit 137 in app (OutOfMemoryError) · Essential container in task exited"; null for a task that has not stopped. */
export function endingOf(
  task: Pick<TaskSummary, 'containers' | 'stoppedReason' | 'stopCode' | 'stoppedAt'>,
): string | null {
  const exits = task.containers
    .filter(
      ({ exitCode, reason }) =>
        (exitCode !== null && exitCode !== 0) || (reason !== null && task.stoppedReason !== null),
    )
    .map(({ name, exitCode, reason }) => {
      const what = exitCode === null ? `${name}:` : `exit ${exitCode} in ${name}`
      return reason === null ? what : `${what} ${reason}`
    })
  const parts = [...exits, task.stoppedReason ?? task.stopCode].filter((part) => part !== null)
  return parts.length === 0 ? null : parts.join(' · ')
}

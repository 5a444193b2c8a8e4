import { formatSpan } from '@/components/ui/format'
import { Time } from '@/components/ui/time'
import type { Task } from '@/lib/task/contract'

/** What happened to a task, in order, with the time that each step took. */
export function TaskTimes({ task }: { task: Task }) {
  const steps = stepsOf(task)
  return (
    <ol className="grid px-4 py-3">
      {steps.map(({ word, at, after }, index) => (
        <li key={word} className="grid grid-cols-[1rem_minmax(0,1fr)_auto] gap-x-3">
          <span aria-hidden className="relative flex justify-center">
            <span className="z-10 mt-1.5 size-2 rounded-full bg-muted" />
            {index < steps.length - 1 && <span className="absolute top-2 -bottom-2 w-px bg-line" />}
          </span>
          <span className="pb-2">
            {word}
            {after !== null && <span className="tabular text-muted"> · {formatSpan(after)} later</span>}
          </span>
          <Time at={at} className="tabular text-muted" />
        </li>
      ))}
    </ol>
  )
}

type Step = { word: string; at: string; /** Since the step before, ms. */ after: number | null }

function stepsOf(task: Task): Step[] {
  const given: [string, string | null][] = [
    ['Created', task.createdAt],
    ['Image pull began', task.pullStartedAt],
    ['Image pulled', task.pullStoppedAt],
    ['Started', task.startedAt],
    ['Stopping', task.stoppingAt],
    ['Stopped', task.stoppedAt],
  ]
  const known = given.flatMap(([word, at]) => (at === null ? [] : [{ word, at }]))
  return known.map((step, index) => {
    const before = known[index - 1]
    return { ...step, after: before === undefined ? null : Date.parse(step.at) - Date.parse(before.at) }
  })
}

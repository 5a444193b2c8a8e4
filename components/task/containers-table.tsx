import type { ReactNode } from 'react'
import { Absent } from '@/components/ui/facts'
import { classes } from '@/components/ui/format'
import { IdText } from '@/components/ui/id-text'
import type { Task, TaskContainer } from '@/lib/task/contract'
import { containerHealthWord } from './container-words'

/** The task's containers as ECS tells of them now; for a stopped task how each ended. */
export function ContainersTable({ task }: { task: Task }) {
  if (task.containers.length === 0)
    return <p className="px-4 py-4 text-muted">ECS names no container of this task yet.</p>
  return (
    <>
      {task.stoppedReason !== null && (
        <p className="border-b border-line px-4 py-2 [overflow-wrap:anywhere]">
          <span className="text-muted">
            Stop reason{task.stopCode === null ? '' : ` (${task.stopCode})`}:{' '}
          </span>
          {task.stoppedReason}
        </p>
      )}
      <div className="divide-y divide-line">
        {task.containers.map((container) => (
          <Container key={container.name} container={container} />
        ))}
      </div>
    </>
  )
}

function Container({ container }: { container: TaskContainer }) {
  const { name, essential, lastStatus, exitCode, reason, image, imageDigest, runtimeId } = container
  const failed = exitCode !== null && exitCode !== 0
  return (
    <article aria-label={`Container ${name}`} className="px-4 py-3">
      <h3 className="flex flex-wrap items-baseline gap-x-3 font-semibold">
        {name}
        <span className="font-normal text-muted">
          {essential === null ? 'essential or not: not known' : essential ? 'essential' : 'not essential'}
        </span>
        {image !== null && <span className="font-mono text-sm font-normal">{image}</span>}
      </h3>
      <dl className="mt-2 grid gap-x-8 gap-y-2 [grid-template-columns:repeat(auto-fill,minmax(min(100%,13rem),1fr))]">
        <Cell name="Status">{lastStatus}</Cell>
        <Cell name="Health">{containerHealthWord(container)}</Cell>
        <Cell name="Exit code">
          {exitCode === null ? null : (
            <span className={classes('tabular', failed && 'font-medium text-bad')}>
              {exitCode}
              {exitWords(exitCode)}
            </span>
          )}
        </Cell>
        <Cell name="Reason">{reason}</Cell>
        <Cell name="Ports">{container.networkBindings.map(bindingWords).join(', ')}</Cell>
        <Cell name="Runtime id">
          {runtimeId === null ? null : <IdText text={runtimeId} what={`runtime id of ${name}`} />}
        </Cell>
        <Cell name="Digest">
          {imageDigest === null ? null : (
            <IdText text={imageDigest} what={`digest of ${name}`} head={13} tail={6} />
          )}
        </Cell>
      </dl>
    </article>
  )
}

function Cell({ name, children }: { name: string; children: ReactNode }) {
  const absent = children === null || children === undefined || children === ''
  return (
    <div className="min-w-0">
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="[overflow-wrap:anywhere]">{absent ? <Absent /> : children}</dd>
    </div>
  )
}

/** A process that a signal ended has 128 + its number as exit code. */
function exitWords(code: number): string {
  const names: Record<number, string> = { 134: 'SIGABRT', 137: 'SIGKILL', 139: 'SIGSEGV', 143: 'SIGTERM' }
  const name = names[code]
  return name === undefined ? '' : ` (${name})`
}

function bindingWords({
  hostPort,
  containerPort,
  protocol,
  bindIp,
}: TaskContainer['networkBindings'][number]): string {
  const from = `${bindIp === null ? '' : `${bindIp}:`}${hostPort ?? '?'}`
  return `${from} → ${containerPort ?? '?'}${protocol === null ? '' : `/${protocol}`}`
}

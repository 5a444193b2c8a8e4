import type { Evidence, Health } from '@/lib/health/contract'
import { verdict, withNext } from '@/lib/health/verdict'
import { clipped, count, span } from '@/lib/health/words'
import type { RevisionRef } from '@/lib/task-definition/contract'
import type { Stop } from '@/lib/task/stops'
import type { CrashLoop } from './crash-loop'
import type { ServiceFacts } from './facts'
import { primaryOf } from './rollout'

/**
 * "7 restarts in 10 min · OOM in `app` since payments:42, deployed 14 min ago", and what to do about it. The revision is
 * blamed only when every one of the stops is of it and an older one is known to be there to go back to.
 */
export function crashLoopHealth(service: ServiceFacts, loop: CrashLoop, now: number): Health {
  const [newest] = loop.stops
  const primary = primaryOf(service)
  const ref = primary?.taskDefinition ?? service.taskDefinition
  const since =
    ref && loop.stops.every(({ revision }) => revision === ref.arn)
      ? sinceText(ref, primary?.createdAt, now)
      : ''
  const cause = usual(loop.stops)
  const text = `${count(loop.stops.length, 'restart')} in ${span(loop.windowMs)} · ${cause}${since}`
  const first: Evidence = { kind: 'stops', text }
  if (newest.at !== null) Object.assign(first, lastAt(newest.at))
  if (newest.quote !== null) first.quote = clipped(newest.quote)
  const life = loop.longestLifeMs
  const lives: Evidence | undefined =
    life === null
      ? undefined
      : { kind: 'stops', text: `None of them lived longer than ${span(Math.max(life, 60_000))}` }
  const exit: Evidence | undefined =
    newest.exitCode === null
      ? undefined
      : { kind: 'exit-code', text: `Exit code ${newest.exitCode} in \`${newest.container}\`` }
  const running = {
    kind: 'counts',
    text: `${service.runningCount ?? 0} of ${count(service.desiredCount ?? 0, 'desired task')} run now`,
  }
  return withNext(verdict('crash-loop', first, exit, lives, running), nextOf(service, newest, ref ?? null))
}

/** A roll-out whose tasks never reached RUNNING, with what still serves of the one before. */
export function neverRanHealth(
  service: ServiceFacts,
  failed: Stop[],
  stillServing: number,
  now: number,
): Health {
  const newest = failed.reduce((a, b) => ((b.at ?? 0) > (a.at ?? 0) ? b : a))
  const primary = primaryOf(service)
  const ref = primary?.taskDefinition
  const age = primary?.createdAt ? `, deployed ${span(now - Date.parse(primary.createdAt))} ago` : ''
  const of = ref ? ` of ${ref.family}:${ref.revision}${age}` : ''
  const kind = /image/.test(newest.cause) ? 'image-pull' : 'stops'
  const text = `No task${of} ever reached RUNNING: ${newest.cause}`
  const first: Evidence = { kind, text }
  if (newest.at !== null) Object.assign(first, lastAt(newest.at))
  if (newest.quote !== null) first.quote = clipped(newest.quote)
  const tries = { kind: 'stops', text: `${count(failed.length, 'failed start')} that AWS still remembers` }
  const counts = {
    kind: 'counts',
    text:
      stillServing > 0
        ? `${count(stillServing, 'older task')} still ${stillServing === 1 ? 'serves' : 'serve'}`
        : 'Nothing serves',
  }
  const next =
    kind === 'image-pull'
      ? 'check the image name, its tag, and the execution role'
      : 'read the reason that AWS gives'
  return withNext(verdict('failing', first, counts, tries), next)
}

/** Of many deaths the newest; since when they happen is told apart. */
const lastAt = (at: number) => ({ at: new Date(at).toISOString(), atWord: 'last' as const })

/** The cause that most of the stops share. */
function usual(stops: readonly Stop[]): string {
  const times = new Map<string, number>()
  for (const { cause } of stops) times.set(cause, (times.get(cause) ?? 0) + 1)
  return [...times].reduce((a, b) => (b[1] > a[1] ? b : a))[0]
}

function sinceText(ref: RevisionRef, createdAt: string | null | undefined, now: number): string {
  const deployed = createdAt ? `, deployed ${span(now - Date.parse(createdAt))} ago` : ''
  return ` since ${ref.family}:${ref.revision}${deployed}`
}

function nextOf(service: ServiceFacts, newest: Stop, ref: RevisionRef | null): string {
  const older = service.deployments
    .map(({ taskDefinition }) => taskDefinition)
    .find((other) => other && ref && other.family === ref.family && other.revision < ref.revision)
  if (older) return `roll back to :${older.revision}`
  if (newest.oom) {
    const back =
      ref && ref.revision > 1 ? `roll back to an earlier revision such as :${ref.revision - 1}, or ` : ''
    return `${back}give \`${newest.container}\` more memory`
  }
  if (newest.kind === 'health-check')
    return 'see what the health check asks for and how long the task needs to start'
  return `read the last lines that \`${newest.container ?? 'the task'}\` logged before it stopped`
}

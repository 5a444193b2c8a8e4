import 'server-only'
import { keptWhileUsed } from '@/lib/api/keeper'
import type { Read } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import { connectionOf } from '@/lib/aws/connection'
import type { EcsService } from '@/lib/aws/ecs-services'
import { holdsTill, inputsOf, isSame, nextTick } from '@/lib/health/holds'
import { verdict } from '@/lib/health/verdict'
import { type JudgedListedTask, stopFactsOf } from '@/lib/task/server/judge'
import {
  factOf,
  type JudgedTasks,
  type SomeTasks,
  type Unread,
  unreadOf,
} from '@/lib/task/server/judged-tasks'
import { isUnplanned, stopOf } from '@/lib/task/stops'
import type { ServiceSummary } from '../contract'
import type { JudgedTask } from '../facts'
import { serviceHealth } from '../health'
import { serviceFacts, summaryOf, undescribed } from './shape'

const tenMinutes = 10 * 60_000

/** The tasks of one service among those of its cluster. */
export type ServiceTasks = { running: SomeTasks; stopped: SomeTasks }

/** Sorts a cluster's tasks by service, once. */
export function tasksByService(judged: JudgedTasks): (name: string) => ServiceTasks {
  const groups = new Map<string, Record<'running' | 'stopped', JudgedListedTask[]>>()
  for (const status of ['running', 'stopped'] as const) {
    for (const task of judged[status]) {
      const name = task.shape.serviceName
      if (!task.isKnown || name === null) continue
      const group = groups.get(name) ?? { running: [], stopped: [] }
      group[status].push(task)
      groups.set(name, group)
    }
  }
  // Counted once for all services: while a cluster is read for the first time, most of its tasks are among them.
  const unread = { running: unreadOf(judged.running), stopped: unreadOf(judged.stopped) }
  return (name) => {
    const own = groups.get(name)
    return {
      running: { known: own?.running ?? [], unread: unread.running },
      stopped: { known: own?.stopped ?? [], unread: unread.stopped },
    }
  }
}

/** A row with all that it was made from. */
type Kept = {
  row: ServiceSummary
  inputs: readonly unknown[]
  read: Read<EcsService | null>
  tasks: readonly JudgedListedTask[]
  /** What the lists have against them, and what could not be read. */
  flaws: string
  /** Epoch ms by AWS's clock: then time alone may have changed it. */
  until: number
}

/** The rows of the services of a cluster by name. */
export type ServiceVerdicts = Map<string, Kept>

/**
 * One service as a row with its verdict, from its description and its tasks. While none of that was read anew it holds,
 * and while it says the same it stays the same object, as a task's verdict does.
 */
export function judgeService(
  verdicts: ServiceVerdicts,
  clusterName: string,
  listed: { arn: string; name: string; read: Read<EcsService | null> },
  own: ServiceTasks,
  lists: JudgedTasks['lists'],
  now: number,
): ServiceSummary {
  const { name, read } = listed
  const before = verdicts.get(name)
  const tasks = [...own.running.known, ...own.stopped.known]
  const unread = `${unreadKey(own.running.unread)} ${unreadKey(own.stopped.unread)}`
  const flaws = `${flawOf(lists.running.list)} ${flawOf(lists.stopped.list)} ${unread}`
  if (before?.read === read && before.flaws === flaws && now < before.until && isSame(before.tasks, tasks))
    return before.row
  const running = factOf(lists.running, own.running, now)
  const stopped = factOf(lists.stopped, own.stopped, now)
  const inputs = [
    listed.arn,
    ...inputsOf(read, now),
    // What they hold is made anew each time; the tasks themselves are what stays the same.
    ...inputsOf(running, now).slice(1),
    ...inputsOf(stopped, now).slice(1),
    ...own.running.known,
    unread,
    ...own.stopped.known,
    before !== undefined && isTimed(before.row) ? nextTick(now) : null,
  ]
  const row =
    before !== undefined && isSame(before.inputs, inputs)
      ? before.row
      : judge(clusterName, listed, own, { running, stopped }, now)
  const ends = [read, running, stopped].map((each) => holdsTill(each, now))
  const until = Math.min(...ends, isTimed(row) ? nextTick(now) : Infinity)
  verdicts.set(name, { row, inputs, read, tasks, flaws, until })
  return row
}

/** What a list of tasks has against it; its names are told by the tasks. */
function flawOf(list: Read<string[]>): string {
  return `${list.ok} ${list.ok && list.partial === true} ${list.error?.message ?? ''}`
}

function unreadKey({ count, read }: Unread): string {
  return count === 0 || read.ok ? '' : `${count} ${read.pending === true} ${read.error.message}`
}

/** The rows of a cluster's services as they were made last. */
export function serviceVerdicts(scope: Scope, clusterName: string): ServiceVerdicts {
  return keptWhileUsed(
    `service.verdicts ${connectionOf(scope).id} ${clusterName}`,
    () => new Map<string, Kept>(),
  )
}

function judge(
  clusterName: string,
  { arn, name, read }: { arn: string; name: string; read: Read<EcsService | null> },
  tasks: ServiceTasks,
  told: { running: TaskFact; stopped: TaskFact },
  now: number,
): ServiceSummary {
  const running = eachOf(told.running, judgedTaskOf)
  const stopped = eachOf(told.stopped, stopFactsOf)
  if (!read.ok) {
    const health = serviceHealth({ service: read, running: read, stopped: read }, now)
    return undescribed(clusterName, arn, name, health)
  }
  if (read.value === null) {
    const text = 'ECS lists this service but does not describe it: it may be new, or gone'
    return undescribed(clusterName, arn, name, verdict('unknown', { kind: 'missing', text }))
  }
  const facts = serviceFacts(name, read.value)
  const isWhole = stopped.ok && !stopped.partial && stopped.value.unread === 0
  const stops = isWhole ? stopped.value.tasks.map(stopOf) : null
  const recent = stops?.filter((stop) => isUnplanned(stop) && stop.at !== null && now - stop.at <= tenMinutes)
  const health = serviceHealth({ service: { ...read, value: facts }, running, stopped }, now)
  const shapes = tasks.running.known.map(({ shape }) => shape)
  return summaryOf(clusterName, arn, read.value, facts, health, recent?.length ?? null, shapes)
}

type TaskFact = Read<{ tasks: JudgedListedTask[]; unread: number }>

function eachOf<T>(fact: TaskFact, of: (task: JudgedListedTask) => T): Read<{ tasks: T[]; unread: number }> {
  return fact.ok ? { ...fact, value: { ...fact.value, tasks: fact.value.tasks.map(of) } } : fact
}

const judgedTaskOf = ({ shape, health }: JudgedListedTask): JudgedTask => ({ ...shape, health })

/** Whether time alone may change the row: something happens to it, or happened within what a verdict looks back on. */
function isTimed({ health: { level, because }, unplannedStops }: ServiceSummary): boolean {
  if (level === 'unknown') return !['pending', 'denied'].includes(because[0].kind)
  return !['healthy', 'unverified', 'stopped'].includes(level) || unplannedStops !== 0
}

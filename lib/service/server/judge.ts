import 'server-only'
import type { Read } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import { now } from '@/lib/aws/connection'
import type { EcsService } from '@/lib/aws/ecs-services'
import { verdict } from '@/lib/health/verdict'
import type { JudgedListedTask } from '@/lib/task/server/judge'
import { factOf, type JudgedTasks } from '@/lib/task/server/judged-tasks'
import { isUnplanned, stopOf } from '@/lib/task/stops'
import type { ServiceSummary } from '../contract'
import type { ServiceEvidence } from '../facts'
import { serviceHealth } from '../health'
import { serviceFacts, summaryOf, undescribed } from './shape'

const tenMinutes = 10 * 60_000

/** The tasks of one service among those of its cluster; a task that could not be read may be anybody's. */
export type ServiceTasks = { running: JudgedListedTask[]; stopped: JudgedListedTask[] }

/** Sorts a cluster's tasks by service, once. */
export function tasksByService(judged: JudgedTasks): (name: string) => ServiceTasks {
  const groups = new Map<string, ServiceTasks>()
  const unread: ServiceTasks = { running: [], stopped: [] }
  for (const status of ['running', 'stopped'] as const) {
    for (const task of judged[status]) {
      if (task.facts === null) unread[status].push(task)
      const name = task.summary.serviceName
      if (task.facts === null || name === null) continue
      const group = groups.get(name) ?? { running: [], stopped: [] }
      group[status].push(task)
      groups.set(name, group)
    }
  }
  return (name) => {
    const own = groups.get(name) ?? { running: [], stopped: [] }
    return { running: [...own.running, ...unread.running], stopped: [...own.stopped, ...unread.stopped] }
  }
}

/** One service as a row with its verdict, from its description and its tasks. */
export function judgeService(
  scope: Scope,
  clusterName: string,
  listed: { arn: string; name: string; read: Read<EcsService | null> },
  tasks: ServiceTasks,
  lists: JudgedTasks['lists'],
): ServiceSummary {
  const { arn, name, read } = listed
  const at = now(scope)
  if (!read.ok) {
    const health = serviceHealth({ service: read, running: read, stopped: read }, at)
    return undescribed(clusterName, arn, name, health)
  }
  if (read.value === null) {
    const text = 'ECS lists this service but does not describe it: it may be gone'
    return undescribed(clusterName, arn, name, verdict('unknown', { kind: 'missing', text }))
  }
  const facts = serviceFacts(name, read.value)
  const stopped = factOf(lists.stopped, tasks.stopped, (task) => task.facts, at)
  const evidence: ServiceEvidence = {
    service: { ...read, value: facts },
    running: factOf(
      lists.running,
      tasks.running,
      ({ summary, facts: { revision } }) => ({ ...summary, revision }),
      at,
    ),
    stopped,
  }
  const isWhole = stopped.ok && !stopped.partial && stopped.value.unread === 0
  const stops = isWhole ? stopped.value.tasks.map(stopOf) : null
  const recent = stops?.filter((stop) => isUnplanned(stop) && stop.at !== null && at - stop.at <= tenMinutes)
  const summaries = tasks.running.map(({ summary }) => summary)
  const health = serviceHealth(evidence, at)
  return summaryOf(clusterName, arn, read.value, facts, health, recent?.length ?? null, summaries)
}

import type { TaskContainer, TaskSummary } from './contract'

/**
 * How long a running task may be without any word of its health till nobody waits for one: a check with AWS's defaults
 * has spoken by then.
 */
export const silentMs = 10 * 60_000

type Facts = Pick<TaskSummary, 'lastStatus' | 'healthStatus' | 'startedAt'> & {
  containers: Pick<TaskContainer, 'lastStatus' | 'healthStatus' | 'exitCode'>[]
}

/**
 * Whether the verdict on a task hangs on its definition, which costs a call for each revision: `must` when only the
 * definition says which container matters or whether a check is still to come; `confirm` when containers are called
 * HEALTHY, which on AWS means that something checks them, but not everywhere; `no` when the task says all by itself.
 */
export function definitionNeed(task: Facts, now: number): 'must' | 'confirm' | 'no' {
  const { containers } = task
  if (task.lastStatus !== 'RUNNING') {
    // Of several that ended badly, the essential one is the cause.
    const bad = containers.filter(({ exitCode }) => exitCode !== null && exitCode !== 0)
    return bad.length > 1 ? 'must' : 'no'
  }
  if (containers.some(({ lastStatus }) => lastStatus === 'STOPPED')) return 'must'
  if (
    task.healthStatus !== 'UNHEALTHY' &&
    containers.some(({ healthStatus }) => healthStatus === 'UNHEALTHY')
  )
    return 'must'
  if (containers.some(({ healthStatus }) => isSilent(healthStatus)) && !isOld(task, now)) return 'must'
  return containers.some(({ healthStatus }) => healthStatus === 'HEALTHY') ? 'confirm' : 'no'
}

const isSilent = (healthStatus: string | null) => healthStatus === null || healthStatus === 'UNKNOWN'

function isOld({ startedAt }: Pick<TaskSummary, 'startedAt'>, now: number): boolean {
  return startedAt !== null && now - Date.parse(startedAt) > silentMs
}

import type { TaskContainer, TaskSummary } from './contract'

/** What is known of a stopped (or stopping) task. */
export type StopFacts = Pick<
  TaskSummary,
  'taskId' | 'startedBy' | 'stopCode' | 'stoppedReason' | 'startedAt' | 'stoppingAt' | 'stoppedAt'
> & {
  /** The ARN of its task definition. */
  revision: string | null
  containers: Pick<TaskContainer, 'name' | 'essential' | 'exitCode' | 'reason'>[]
}

/**
 * Why a task stopped. The first two are a workload that ran and died; `never-ran` one that could not start;
 * `infrastructure` a host that went away; `user` and `scheduler` (scale-in, roll-out, drain) are meant;
 * `unexplained` when AWS says too little.
 */
export type StopKind =
  'exited' | 'health-check' | 'never-ran' | 'infrastructure' | 'user' | 'scheduler' | 'unexplained'

export type Stop = {
  taskId: string
  startedBy: string | null
  revision: string | null
  kind: StopKind
  /** Epoch ms; null when AWS gave no time. */
  at: number | null
  /** From RUNNING to the stop; null when either end is unknown. */
  lifetimeMs: number | null
  container: string | null
  exitCode: number | null
  oom: boolean
  /** The cause in one clause: "OOM in `app`", "`app` exited with code 1". */
  cause: string
  /** AWS's own words. */
  quote: string | null
}

/** Reads one stopped task: its kind, lifetime and cause. A total function: whatever is missing becomes null. */
export function stopOf(task: StopFacts): Stop {
  const kind = kindOf(task)
  const started = timeOf(task.startedAt)
  const ended = timeOf(task.stoppingAt) ?? timeOf(task.stoppedAt)
  const culprit = culpritOf(task)
  const reasons = [culprit?.reason, task.stoppedReason].filter((text) => typeof text === 'string')
  const oom = reasons.some((text) => /OutOfMemory/i.test(text))
  return {
    taskId: task.taskId,
    startedBy: task.startedBy,
    revision: task.revision,
    kind,
    at: ended,
    lifetimeMs: started === null || ended === null ? null : Math.max(0, ended - started),
    container: culprit?.name ?? null,
    exitCode: culprit?.exitCode ?? null,
    oom,
    cause: causeOf(kind, reasons, culprit, oom),
    quote: (oom || kind === 'never-ran' ? reasons[0] : task.stoppedReason) ?? null,
  }
}

/** It ran, and nobody meant it to stop. */
export function ranAndDied(stop: Stop): boolean {
  return stop.kind === 'exited' || stop.kind === 'health-check'
}

/** Nobody meant it to stop, or to fail to start. A lost host is no fault of the workload and is left out. */
export function isUnplanned(stop: Stop): boolean {
  return ranAndDied(stop) || stop.kind === 'never-ran'
}

// Stop codes and texts: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html
function kindOf(task: StopFacts): StopKind {
  const reason = task.stoppedReason ?? ''
  const exited = task.containers.some((container) => container.exitCode !== null)
  switch (task.stopCode) {
    case 'UserInitiated':
      return 'user'
    case 'SpotInterruption':
    case 'TerminationNotice':
    case 'InfrastructureHealth':
      return 'infrastructure'
    case 'TaskFailedToStart':
      return 'never-ran'
    case 'EssentialContainerExited':
      return task.startedAt === null && !exited ? 'never-ran' : 'exited'
    case 'ServiceSchedulerInitiated':
      return /failed .*health check/i.test(reason) ? 'health-check' : 'scheduler'
  }
  if (/^Host EC2|deregistration forced|spot/i.test(reason)) return 'infrastructure'
  if (/health check/i.test(reason)) return 'health-check'
  if (/Scaling activity|draining/i.test(reason)) return 'scheduler'
  if (/stopped by user/i.test(reason)) return 'user'
  if (cannotStart.test(reason) || task.containers.some(({ reason: own }) => cannotStart.test(own ?? ''))) {
    return 'never-ran'
  }
  if (/Essential container/i.test(reason)) return 'exited'
  // An emulator that gives neither code nor reason: a bad exit by itself speaks, 137 and 143 may be a stop.
  return task.containers.some(exitedBadly) ? 'exited' : 'unexplained'
}

const exitedBadly = ({ exitCode }: { exitCode: number | null }) => ![null, 0, 137, 143].includes(exitCode)

const cannotStart = /^(CannotPull|CannotStart|CannotCreate|ResourceInitialization|TaskFailedToStart)/

/** The container that tells why: one with OOM, then a failed essential one, then any failed, then any exit. */
function culpritOf({ containers }: StopFacts) {
  return (
    containers.find(({ reason }) => /OutOfMemory/i.test(reason ?? '')) ??
    containers.find(({ reason }) => cannotStart.test(reason ?? '')) ??
    containers.find(({ essential, exitCode }) => essential === true && exitCode !== null && exitCode !== 0) ??
    containers.find(({ exitCode }) => exitCode !== null && exitCode !== 0) ??
    containers.find(({ essential, exitCode }) => essential !== false && exitCode !== null) ??
    containers.find(({ exitCode }) => exitCode !== null)
  )
}

function causeOf(
  kind: StopKind,
  reasons: string[],
  culprit: { name: string; exitCode: number | null } | undefined,
  oom: boolean,
): string {
  const where = culprit === undefined ? 'its container' : `\`${culprit.name}\``
  if (oom) return `OOM in ${where}`
  switch (kind) {
    case 'health-check': {
      const text = reasons.find((reason) => /health check/i.test(reason)) ?? ''
      if (/container health/i.test(text)) return `failed its container health check`
      return `failed its load balancer health checks`
    }
    case 'never-ran':
      return startFailure(reasons, where)
    case 'infrastructure':
      return 'its host went away'
    case 'user':
      return 'stopped by a user'
    case 'scheduler':
      return 'stopped by the service scheduler'
    case 'exited':
    case 'unexplained':
      break
  }
  return exitCause(culprit?.exitCode ?? null, where)
}

function startFailure(reasons: string[], where: string): string {
  const text = reasons.join(' ')
  if (/CannotPull/.test(text)) return `the image of ${where} cannot be pulled`
  if (/ResourceInitialization/.test(text))
    return 'its resources could not be set up (secrets, network or logs)'
  if (/CannotStart|CannotCreate/.test(text)) return `${where} could not be started`
  return 'it failed to start'
}

/** 137 alone is SIGKILL: out of memory *or* a stop time-out, so OOM is said only when a reason says so. */
function exitCause(exitCode: number | null, where: string): string {
  if (exitCode === null) return `${where} stopped without an exit code`
  if (exitCode === 137) return `${where} was killed (exit code 137)`
  if (exitCode === 139) return `${where} crashed (exit code 139, segmentation fault)`
  return `${where} exited with code ${exitCode}`
}

function timeOf(text: string | null): number | null {
  const time = text === null ? NaN : Date.parse(text)
  return Number.isNaN(time) ? null : time
}

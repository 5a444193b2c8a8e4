import type { Read } from '@/lib/api/outcome'
import type { Evidence, Health } from '@/lib/health/contract'
import { unlessAway, usable, verdict } from '@/lib/health/verdict'
import { asClause, listed } from '@/lib/health/words'
import type { TargetHealth } from '@/lib/load-balancer/contract'
import { targetReason, targetVerdict } from '@/lib/load-balancer/target-verdict'
import { type ContainerFacts, containerHealth } from './container-health'
import type { TaskSummary } from './contract'
import { stopOf } from './stops'

/** What a task's verdict is judged by; times are ISO 8601. */
export type TaskFacts = Pick<
  TaskSummary,
  | 'taskId'
  | 'startedBy'
  | 'lastStatus'
  | 'desiredStatus'
  | 'healthStatus'
  | 'createdAt'
  | 'startedAt'
  | 'stoppingAt'
  | 'stoppedAt'
  | 'stopCode'
  | 'stoppedReason'
> & {
  revision: string | null
  containers: ContainerFacts[]
}

/** One target group that is meant to check the task; the value is null when the task is not registered in it. */
export type TargetCheck = { targetGroupName: string; read: Read<TargetHealth | null> }

const startingOrEnding = new Set([
  'PROVISIONING',
  'PENDING',
  'ACTIVATING',
  'DEACTIVATING',
  'STOPPING',
  'DEPROVISIONING',
  'STOPPED',
  'DELETED',
])

/** Whether a task runs, for all that is known: a status that we do not know may be one of those that run. */
export function mayRun({
  lastStatus,
  desiredStatus,
}: Pick<TaskFacts, 'lastStatus' | 'desiredStatus'>): boolean {
  return !startingOrEnding.has(lastStatus) && desiredStatus !== 'STOPPED'
}

/** How long ECS may take from RUNNING to a registered target before that is a finding. */
const registrationMs = 3 * 60_000

/**
 * The verdict on one task. It is healthy only when every fact is there, fresh and good, and something really checks
 * it: a target group or the health checks of its containers. A task that ECS calls HEALTHY while an essential container
 * is UNKNOWN is not (https://github.com/aws/amazon-ecs-agent/issues/4094).
 *
 * @param task the task, read at `task.asOf`
 * @param targets one entry for each target group of its service; empty when it stands behind none
 * @param now epoch ms by AWS's clock
 */
export function taskHealth(task: Read<TaskFacts>, targets: readonly TargetCheck[], now: number): Health {
  const reads = [task, ...targets.map(({ read }) => read)]
  return unlessAway(healthOf(task, targets, now), reads, 'This task')
}

function healthOf(task: Read<TaskFacts>, targets: readonly TargetCheck[], now: number): Health {
  const known = usable(task, 'This task', now)
  if (!known.ok) return verdict('unknown', known.why)
  const facts = known.value
  switch (facts.lastStatus) {
    case 'PROVISIONING':
    case 'PENDING':
    case 'ACTIVATING':
      if (facts.desiredStatus === 'STOPPED') return ended(facts, 'is stopping')
      return verdict('deploying', { kind: 'starting', text: `The task is starting (${facts.lastStatus})` })
    case 'RUNNING':
      return facts.desiredStatus === 'STOPPED' ? ended(facts, 'is stopping') : running(facts, targets, now)
    case 'DEACTIVATING':
    case 'STOPPING':
    case 'DEPROVISIONING':
      return ended(facts, 'is stopping')
    case 'STOPPED':
    case 'DELETED':
      return ended(facts, 'stopped')
    default:
      return verdict('unknown', {
        kind: 'missing',
        text: `The task's status is ${facts.lastStatus || 'not given'}`,
      })
  }
}

function ended(facts: TaskFacts, how: 'is stopping' | 'stopped'): Health {
  const stop = stopOf(facts)
  const evidence: Evidence = { kind: 'stops', text: `The task ${how}: ${stop.cause}` }
  if (stop.quote !== null) evidence.quote = stop.quote
  if (stop.at !== null) evidence.at = new Date(stop.at).toISOString()
  if (stop.kind === 'unexplained') {
    if (how === 'is stopping') return verdict('stopped', { ...evidence, text: 'The task is stopping' })
    return verdict('unknown', { ...evidence, text: 'The task stopped, and AWS does not say why' })
  }
  if (stop.kind === 'user' || stop.kind === 'scheduler') return verdict('stopped', evidence)
  // A job that ends with 0 did what it was for; a service's task is not meant to end at all.
  if (stop.kind === 'exited' && stop.exitCode === 0 && !ofService(facts))
    return verdict('stopped', { ...evidence, text: `The task ${how}: it finished with exit code 0` })
  return verdict('failing', evidence)
}

const ofService = ({ startedBy }: TaskFacts) => startedBy?.startsWith('ecs-svc/') ?? false

function running(facts: TaskFacts, targets: readonly TargetCheck[], now: number): Health {
  const startedAt = facts.startedAt === null ? NaN : Date.parse(facts.startedAt)
  const ageMs = Number.isNaN(startedAt) ? null : now - startedAt
  const essential = facts.containers.filter(({ essential }) => essential !== false)
  const checks = targets.map((check) => targetHealth(check, ageMs, now))
  // A load balancer that gets answers proves the task end to end; a sibling's own check proves only the sibling.
  const proven = checks.length > 0 && checks.every(({ level }) => level === 'healthy')
  const isProven = proven && facts.healthStatus !== 'HEALTHY'
  const containers = essential
    .map((container) => livingContainer(container, ageMs))
    // Where the answers prove it, that a container says nothing of itself is no doubt.
    .filter(({ level }, index) => !(isProven && level === 'unknown' && isSilent(essential[index])))
  const all = [...checks, ...containers]
  const at = (level: Health['level']) => all.filter((health) => health.level === level).map(reason)

  const failing = at('failing')
  if (facts.healthStatus === 'UNHEALTHY')
    failing.push({ kind: 'container-health', text: 'ECS calls this task UNHEALTHY' })
  const [bad, ...worse] = failing
  if (bad) return verdict('failing', bad, ...worse)

  const [doubt, ...doubts] = at('unknown')
  if (doubt)
    return verdict(
      'unknown',
      { ...doubt, text: `Running, health unknown: ${asClause(doubt.text)}` },
      ...doubts,
    )
  if (essential.length === 0)
    return verdict('unknown', { kind: 'missing', text: 'Running, but AWS gives no container of this task' })

  const [early, ...earlier] = at('deploying')
  if (early) return verdict('deploying', early, ...earlier)

  const gaps = isProven ? [] : at('unverified')
  const [first, ...rest] = at('healthy')
  if (first && gaps.length === 0) return verdict('healthy', first, ...rest)
  return verdict('unverified', unverified(facts, gaps), ...at('healthy'))
}

const isSilent = (container: ContainerFacts | undefined) =>
  container?.lastStatus === 'RUNNING' && ['UNKNOWN', null].includes(container.healthStatus)

/** A container of a RUNNING task. One that stopped there is no essential one, so a doubt about that is a doubt. */
function livingContainer(container: ContainerFacts, ageMs: number | null): Health {
  if (container.lastStatus !== 'STOPPED') return containerHealth(container, ageMs)
  const level = container.essential === null ? 'unknown' : 'failing'
  return verdict(level, ...containerHealth(container, ageMs).because)
}

function unverified(facts: TaskFacts, unchecked: Evidence[]): Evidence {
  const names = listed(unchecked.map(({ text }) => text))
  if (facts.healthStatus === 'HEALTHY')
    return { kind: 'no-check', text: `ECS calls this task HEALTHY, but ${names}` }
  return { kind: 'no-check', text: `Running, and nothing checks it: ${names}` }
}

function targetHealth({ targetGroupName, read }: TargetCheck, ageMs: number | null, now: number): Health {
  const known = usable(read, `Its target health in ${targetGroupName}`, now)
  if (!known.ok) return verdict('unknown', known.why)
  const target = known.value
  const where = `in ${targetGroupName}`
  if (target === null) {
    const young = ageMs !== null && ageMs <= registrationMs
    if (young) return verdict('deploying', evidence(`Its target is not registered ${where} yet`))
    return verdict('unknown', evidence(`its target is not registered ${where}, so nothing probes it`))
  }
  const quote = { quote: targetReason(target) }
  switch (targetVerdict(target)) {
    case 'passes':
      return verdict('healthy', evidence(`Its target is healthy ${where}`))
    case 'fails':
      return verdict('failing', {
        ...evidence(`Its target is unhealthy ${where}: ${asClause(targetReason(target))}`),
        ...quote,
      })
    case 'starting':
      return verdict('deploying', evidence(`Its target is being checked for the first time ${where}`))
    case 'leaving':
      return verdict('deploying', evidence(`Its target is draining ${where}`))
    case 'unchecked':
      return verdict('unverified', { ...evidence(`nothing probes its target ${where}`), ...quote })
  }
  return verdict('unknown', {
    ...evidence(`Its target is ${target.state || 'of no state'} ${where}`),
    ...quote,
  })
}

const evidence = (text: string): Evidence => ({ kind: 'target-health', text })
const reason = ({ because }: Health): Evidence => because[0]

import type { ContainerDefinition } from '@aws-sdk/client-ecs'
import { behaviourOf, type Behaviour, type Run } from '../../image.ts'
import type { World } from '../../world.ts'
import { ecsState, type DefinitionRecord, type TaskRecord } from './state.ts'

/** One run of one container; `stoppedAt` is undefined while it runs. A restart in place is a further run. */
export type ContainerRun = { name: string; startedAt: number; stoppedAt?: number; exitCode?: number }

/**
 * The life of one task, kept small for eight days after it stopped, so that metrics and logs can be worked out for any
 * past window. Times are epoch ms; `cpu` in units (1024 = one vCPU) and `memoryMib` are what it reserved.
 */
export type TaskLife = {
  taskId: string
  /** `ecs-svc/…`, the run's caller, or undefined. */
  startedBy?: string
  definition: DefinitionRecord
  family: string
  revision: number
  serviceName?: string
  cpu: number
  memoryMib: number
  createdAt: number
  /** When it reached RUNNING. */
  startedAt?: number
  stoppedAt?: number
  containerInstanceId?: string
  ec2InstanceId?: string
  availabilityZone?: string
  overrides?: TaskOverrides
  runs: ContainerRun[]
}

/** Command and environment overrides by container name; absent for almost every task. */
export type TaskOverrides = Map<string, { command?: string[]; environment?: Record<string, string> }>

/** The lives of one service's or family's tasks: those under way, and the ended ones in the order in which they stopped. */
export type Lives = { live: Set<TaskLife>; ended: TaskLife[] }

const KEPT_MS = 8 * 24 * 3600_000

/**
 * The lives that overlap `[from, to)`, epoch ms, oldest first: of one service, or of a whole cluster (standalone tasks
 * included) when no service is named. `family` narrows a cluster's to the standalone and service tasks of one family.
 */
export function livesOf(
  world: World,
  where: { clusterName: string; serviceName?: string; family?: string },
  from: number,
  to: number,
): TaskLife[] {
  const found: TaskLife[] = []
  eachLife(world, where, from, to, (life) => found.push(life))
  return found.sort((a, b) => a.createdAt - b.createdAt || (a.taskId < b.taskId ? -1 : 1))
}

/** Calls `each` for what `livesOf` answers, in no order: a large cluster's thousands need not be sorted to be sifted. */
export function eachLife(
  world: World,
  where: { clusterName: string; serviceName?: string; family?: string },
  from: number,
  to: number,
  each: (life: TaskLife) => void,
): void {
  const cluster = ecsState(world).clusters.get(where.clusterName)
  if (!cluster) return
  const take = (life: TaskLife) => {
    if (life.createdAt < to && (!where.family || life.family === where.family)) each(life)
  }
  const { history } = cluster
  const own = where.serviceName === undefined ? undefined : history.get(where.serviceName)
  const wanted = where.serviceName === undefined ? history.values() : own ? [own] : []
  for (const lives of wanted) {
    for (let i = firstStoppedAfter(lives.ended, from); i < lives.ended.length; i++) take(lives.ended[i]!)
    for (const life of lives.live) take(life)
  }
}

/** What `behaviourOf` needs to know of one container run of a life. */
export function runOf(world: World, life: TaskLife, run: ContainerRun): { run: Run; behaviour: Behaviour } {
  const definition = life.definition.definition.containerDefinitions?.find((each) => each.name === run.name)
  const override = life.overrides?.get(run.name)
  const environment = definition ? environmentOf(definition) : {}
  const image = definition?.image ?? ''
  return {
    behaviour: behaviourOf(world, image),
    run: {
      seed: world.seed,
      taskId: life.taskId,
      containerName: run.name,
      image,
      command: override?.command ?? definition?.command ?? [],
      environment: override?.environment ? { ...environment, ...override.environment } : environment,
      startedAt: run.startedAt,
    },
  }
}

const environments = new WeakMap<ContainerDefinition, Record<string, string>>()

/** The variables that a definition sets, one object for all its containers: nobody changes it. */
function environmentOf(definition: ContainerDefinition): Record<string, string> {
  let environment = environments.get(definition)
  if (!environment) {
    environment = {}
    for (const { name, value } of definition.environment ?? []) environment[name ?? ''] = value ?? ''
    environments.set(definition, environment)
  }
  return environment
}

/** Opens the life of a task that was just made. */
export function beginLife(record: TaskRecord): void {
  livesAt(record).live.add(record.life)
}

/** Closes a life; forgets those that ended more than eight days ago. */
export function endLife(world: World, record: TaskRecord): void {
  const lives = livesAt(record)
  lives.live.delete(record.life)
  record.life.stoppedAt = world.now
  lives.ended.push(record.life)
  const old = firstStoppedAfter(lives.ended, world.now - KEPT_MS)
  // Cutting the head off is linear: do it rarely.
  if (old > 256) lives.ended.splice(0, old)
}

function livesAt(record: TaskRecord): Lives {
  const key = record.life.serviceName ?? `family:${record.life.family}`
  let lives = record.cluster.history.get(key)
  if (!lives) record.cluster.history.set(key, (lives = { live: new Set(), ended: [] }))
  return lives
}

function firstStoppedAfter(ended: TaskLife[], at: number): number {
  let low = 0
  let high = ended.length
  while (low < high) {
    const mid = (low + high) >> 1
    if (ended[mid]!.stoppedAt! < at) low = mid + 1
    else high = mid
  }
  return low
}

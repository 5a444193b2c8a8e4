import 'server-only'
import { singleton } from '@/lib/api/bridge'
import type { Read } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import type { ReadOptions } from '@/lib/aws/cache'
import { connectionOf } from '@/lib/aws/connection'
import { definitionOf } from '@/lib/task-definition/server'
import type { TaskDefinition } from '@/lib/task-definition/contract'
import { definitionNeed } from '../definition-need'
import type { TaskShape } from './shape'

export type Definitions = Map<string, Read<TaskDefinition | null>>

/** The definitions that verdicts hang on, and whether a container that is called HEALTHY is taken to be checked. */
export type KnownDefinitions = { reads: Definitions; trustsHealthy: boolean }

/** So many revisions whose HEALTHY containers do have a check show that this endpoint means what it says. */
const enough = 3

/** What an endpoint's word HEALTHY has been worth so far: revisions that bear it out, and whether one does not. */
type Trust = { confirmed: Set<string>; denied: boolean; broken: boolean }

/**
 * Reads the definitions of tasks as far as their verdicts hang on them. ECS reports HEALTHY only for a container that
 * has a check, emulators do without: a few revisions are looked up, and all as soon as one does not bear it out.
 */
export async function definitionsFor(
  scope: Scope,
  tasks: readonly TaskShape[],
  options: ReadOptions,
  now: number,
): Promise<KnownDefinitions> {
  const must = new Set<string>()
  const confirm = new Set<string>()
  for (const task of tasks) {
    if (task.taskDefinition === null) continue
    const need = definitionNeed(task, now)
    if (need === 'must') must.add(task.taskDefinition.arn)
    if (need === 'confirm') confirm.add(task.taskDefinition.arn)
  }
  const trust = trustOf(scope)
  const reads = await read(scope, must, options)
  const doubted = [...confirm].filter((arn) => !must.has(arn))
  const first = trust.broken ? doubted : doubted.slice(0, Math.max(0, enough - trust.confirmed.size))
  for (const [arn, known] of await read(scope, first, options)) reads.set(arn, known)
  learn(trust, tasks, reads)
  // One that does not bear it out: from now on none is believed without its definition.
  const rest = trust.broken ? doubted.filter((arn) => !reads.has(arn)) : []
  for (const [arn, known] of await read(scope, rest, options)) reads.set(arn, known)
  const isConfirmed = trust.confirmed.size >= Math.min(enough, Math.max(1, confirm.size))
  return { reads, trustsHealthy: !trust.broken && (isConfirmed || trust.denied) }
}

function learn(trust: Trust, tasks: readonly TaskShape[], reads: Definitions): void {
  for (const { taskDefinition, containers } of tasks) {
    const known = reads.get(taskDefinition?.arn ?? '')
    if (known === undefined) continue
    // Who may not read definitions at all has no more than the endpoint's word.
    if (!known.ok && known.error.code === 'forbidden') trust.denied = true
    if (!known.ok || known.value === null || taskDefinition === null) continue
    for (const { name, healthStatus } of containers) {
      if (healthStatus !== 'HEALTHY') continue
      const isChecked = known.value.containers.some((each) => each.name === name && each.healthCheck !== null)
      if (isChecked) trust.confirmed.add(taskDefinition.arn)
      else trust.broken = true
    }
  }
}

async function read(scope: Scope, arns: Iterable<string>, options: ReadOptions): Promise<Definitions> {
  const found = await Promise.all(
    [...arns].map(async (arn) => [arn, await definitionOf(scope, arn, options)] as const),
  )
  return new Map(found)
}

function trustOf(scope: Scope): Trust {
  const all = singleton('task.trust', () => new Map<number, Trust>())
  const { id } = connectionOf(scope)
  const known = all.get(id) ?? { confirmed: new Set(), denied: false, broken: false }
  all.set(id, known)
  return known
}

import type { ContainerDefinition } from '@aws-sdk/client-ecs'
import type { Behaviour, Run } from '../../image.ts'
import type { World } from '../../world.ts'
import { steady } from '../../workloads/curves.ts'
import { runOf, type TaskLife } from '../ecs/task-history.ts'
import { floorTo, minuteMs } from './sample.ts'

/**
 * What one container used in one minute: CPU in units (1024 = one vCPU), memory in MiB, and what it had reserved. Worked
 * out when it is read: whoever asks for CPU need not wait for memory.
 */
export class ContainerUsage {
  readonly #part: Part
  readonly #minute: number
  readonly #tasks: number

  /** `tasks`: how many of its service ran in that minute. */
  constructor(part: Part, minute: number, tasks: number) {
    this.#part = part
    this.#minute = minute
    this.#tasks = tasks
  }

  get name(): string {
    return this.#part.run.containerName
  }

  get cpuReserved(): number {
    return this.#part.cpuReserved
  }

  get memoryReservedMib(): number {
    return this.#part.memoryReservedMib
  }

  get cpu(): number {
    const { run, behaviour, cpuReserved } = this.#part
    const crowd = behaviour.nominalTasks === undefined ? 1 : behaviour.nominalTasks / this.#tasks
    return Math.min((behaviour.cpu ?? quietCpu)(run, this.#minute) * crowd, 1) * cpuReserved
  }

  get memoryMib(): number {
    const { run, behaviour, memoryReservedMib } = this.#part
    return (behaviour.memory ?? quietMemory)(run, this.#minute) * memoryReservedMib
  }
}

/** What the containers of one task used together in one minute. */
export class TaskUsage {
  readonly life: TaskLife
  readonly containers: ContainerUsage[]

  constructor(life: TaskLife, containers: ContainerUsage[]) {
    this.life = life
    this.containers = containers
  }

  get cpu(): number {
    return this.containers.reduce((sum, container) => sum + container.cpu, 0)
  }

  get memoryMib(): number {
    return this.containers.reduce((sum, container) => sum + container.memoryMib, 0)
  }
}

const quietCpu = steady(0.02, 0.3)
const quietMemory = steady(0.12, 0.03)

/**
 * Calls `each` for every task and every minute of `[from, to)` in which one of its containers ran, task by task.
 * `lives` holds whole services, so that a load that a service shares can be divided among its tasks; `only` narrows
 * what is told.
 */
export function eachTaskMinute(
  world: World,
  lives: TaskLife[],
  from: number,
  to: number,
  each: (minute: number, usage: TaskUsage) => void,
  only: (life: TaskLife) => boolean = () => true,
): void {
  const start = floorTo(from, minuteMs)
  const running = countRunning(lives, start, to)
  for (const life of lives) {
    if (!only(life)) continue
    const parts = partsOf(world, life)
    const counts = running.get(life.serviceName ?? life.taskId)
    for (const minute of minutesOf(life, start, to)) {
      const tasks = counts?.[(minute - start) / minuteMs] ?? 1
      const containers: ContainerUsage[] = []
      for (const part of parts)
        if (part.from < minute + minuteMs && part.to > minute)
          containers.push(new ContainerUsage(part, minute, tasks))
      each(minute, new TaskUsage(life, containers))
    }
  }
}

/** How many tasks of each service ran in each minute from `start` on. */
function countRunning(lives: TaskLife[], start: number, to: number): Map<string, Int32Array> {
  const size = Math.max(Math.ceil((to - start) / minuteMs), 0) + 1
  const counts = new Map<string, Int32Array>()
  for (const life of lives) {
    const span = spanOf(life, start, to)
    if (!span) continue
    const key = life.serviceName ?? life.taskId
    let steps = counts.get(key)
    if (!steps) counts.set(key, (steps = new Int32Array(size)))
    const [first, end] = span
    const i = (first - start) / minuteMs
    const j = Math.ceil((end - start) / minuteMs)
    steps[i] = (steps[i] ?? 0) + 1
    if (j < size) steps[j] = (steps[j] ?? 0) - 1
  }
  for (const steps of counts.values())
    for (let i = 1; i < size; i++) steps[i] = (steps[i] ?? 0) + (steps[i - 1] ?? 0)
  return counts
}

/** From the first minute to the end of a task's containers, cut to the window; undefined when they never met. */
function spanOf(life: TaskLife, from: number, to: number): [first: number, end: number] | undefined {
  let start = Infinity
  let end = -Infinity
  for (const run of life.runs) {
    start = Math.min(start, run.startedAt)
    end = Math.max(end, run.stoppedAt ?? Infinity)
  }
  const first = Math.max(floorTo(start, minuteMs), floorTo(from, minuteMs))
  const last = Math.min(end, to)
  return first < last ? [first, last] : undefined
}

/** The minutes of `[from, to)` in which at least one container of a task ran. */
export function minutesOf(life: TaskLife, from: number, to: number): number[] {
  const span = spanOf(life, from, to)
  const minutes: number[] = []
  if (span) for (let minute = span[0]; minute < span[1]; minute += minuteMs) minutes.push(minute)
  return minutes
}

type Part = {
  run: Run
  behaviour: Behaviour
  from: number
  to: number
  cpuReserved: number
  memoryReservedMib: number
}

function partsOf(world: World, life: TaskLife): Part[] {
  const definitions = life.definition.definition.containerDefinitions ?? []
  return life.runs.map((each) => {
    const { run, behaviour } = runOf(world, life, each)
    const definition = definitions.find((one) => one.name === each.name)
    return {
      run,
      behaviour,
      from: each.startedAt,
      to: each.stoppedAt ?? Infinity,
      cpuReserved: share(life.cpu, definitions, definition, (one) => one.cpu),
      memoryReservedMib: share(
        life.memoryMib,
        definitions,
        definition,
        (one) => one.memory ?? one.memoryReservation,
      ),
    }
  })
}

/** A container's own reservation, else its equal part of what the task has left. */
function share(
  ofTask: number,
  all: ContainerDefinition[],
  own: ContainerDefinition | undefined,
  reservation: (definition: ContainerDefinition) => number | undefined,
): number {
  const mine = own && reservation(own)
  if (mine) return mine
  const taken = all.reduce((sum, one) => sum + (reservation(one) ?? 0), 0)
  const open = all.filter((one) => !reservation(one)).length
  return Math.max(ofTask - taken, 0) / Math.max(open, 1)
}

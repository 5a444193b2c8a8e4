import type { World } from '../../world.ts'
import { ecsState, type DefinitionRecord } from '../ecs/state.ts'
import { eachLife, runOf, type ContainerRun, type TaskLife } from '../ecs/task-history.ts'
import { hash } from '../../random.ts'
import { performanceStreams } from './performance-stream.ts'
import { oldest, type Group, type Line } from './state.ts'

/** A log stream, put by a client or written by a container: `lines` tells its lines in `[from, to)`, in order. */
export type Stream = {
  name: string
  createdAt: number
  /** Nothing is written before or after; `Infinity` while it goes on. */
  from: number
  to: number
  lines: (from: number, to: number) => Line[]
}

/** The streams of a group that may have lines in `[from, to)`, by name. */
export function streamsOf(world: World, group: Group, from: number, to: number): Stream[] {
  const start = Math.max(from, oldest(world, group))
  // Nothing is written ahead of the world's present.
  const end = Math.min(to, world.now + 1)
  if (start >= end) return []
  const put = [...group.streams.values()].map((stream): Stream => ({
    name: stream.name,
    createdAt: stream.createdAt,
    from: stream.lines[0]?.at ?? stream.createdAt,
    to: Infinity,
    lines: (a, b) => stream.lines.filter((line) => line.at >= a && line.at < b),
  }))
  const all = [
    ...put,
    ...taskStreams(world, group, start, end),
    ...performanceStreams(world, group, start, end),
  ]
  const bounded = all.map((stream): Stream => ({
    ...stream,
    // What was written before its retention is gone: nobody need look for it there.
    from: Math.max(stream.from, start),
    lines: (a, b) => stream.lines(Math.max(a, start, stream.from), Math.min(b, end, stream.to)),
  }))
  return bounded.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** What the containers with the `awslogs` driver wrote: one stream for each container of each task. */
function taskStreams(world: World, group: Group, from: number, to: number): Stream[] {
  const streams: Stream[] = []
  for (const cluster of ecsState(world).clusters.values())
    eachLife(world, { clusterName: cluster.name }, from, to, (life) => {
      for (const { container, prefix } of writersOf(life.definition).get(group.name) ?? []) {
        const runs = life.runs.filter((run) => run.name === container)
        const first = runs[0]
        if (!first) continue
        streams.push({
          name: `${prefix}/${container}/${life.taskId}`,
          createdAt: Math.max(first.startedAt, group.createdAt),
          from: first.startedAt,
          to: runs.at(-1)?.stoppedAt ?? Infinity,
          lines: (a, b) => runs.flatMap((run) => linesOfRun(world, life, run, a, b)),
        })
      }
    })
  return streams
}

function linesOfRun(world: World, life: TaskLife, container: ContainerRun, from: number, to: number): Line[] {
  const start = Math.max(from, container.startedAt)
  const end = Math.min(to, container.stoppedAt ?? Infinity)
  if (start >= end) return []
  const { run, behaviour } = runOf(world, life, container)
  // The awslogs driver drops empty lines: CloudWatch Logs takes no empty message.
  const written = (behaviour.log?.(run, start, end) ?? []).filter(({ message }) => message !== '')
  return written.map(({ at, message }) => ({
    at,
    message,
    // The driver sends in batches; an event is seen from its time on, so its ingestion can be a little later than now.
    ingestedAt: at + 180 + (hash(world.seed, life.taskId, at) % 900),
  }))
}

type Writer = { container: string; prefix: string }

const known = new WeakMap<DefinitionRecord, Map<string, Writer[]>>()

/** Which containers of a definition write to which group. Without a prefix the driver names streams after container ids. */
function writersOf(record: DefinitionRecord): Map<string, Writer[]> {
  const found = known.get(record)
  if (found) return found
  const writers = new Map<string, Writer[]>()
  for (const { name = '', logConfiguration } of record.definition.containerDefinitions ?? []) {
    const { 'awslogs-group': group, 'awslogs-stream-prefix': prefix } = logConfiguration?.options ?? {}
    if (logConfiguration?.logDriver !== 'awslogs' || group === undefined || prefix === undefined) continue
    writers.set(group, [...(writers.get(group) ?? []), { container: name, prefix }])
  }
  known.set(record, writers)
  return writers
}

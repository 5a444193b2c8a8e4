import type { ClusterRecord } from '../ecs/state.ts'
import type { TaskLife } from '../ecs/task-history.ts'
import { minuteMs } from './sample.ts'
import type { TaskUsage } from './task-usage.ts'

/** What a metric's dimensions single out. */
export type Level = 'cluster' | 'service' | 'family' | 'task' | 'container'

/** `value` is one task's (or one of its container's) amount in a minute; `count` counts lives or things of the cluster. */
type InsightsMetric = {
  unit: string
  levels: Level[]
  enhanced?: boolean
  value?: (usage: TaskUsage, containerName: string | undefined) => number | undefined
  count?: (lives: TaskLife[], minute: number, cluster: ClusterRecord) => number | undefined
}

const tasks: Level[] = ['cluster', 'service', 'family', 'task']
const containers: Level[] = ['container']
const mbPerMib = 1.048576

const ofContainer =
  (read: (container: TaskUsage['containers'][number]) => number): InsightsMetric['value'] =>
  ({ containers: all }, name) => {
    const container = all.find((each) => each.name === name)
    return container && read(container)
  }

/** Running at the end of the minute. */
const running = (life: TaskLife, minute: number) =>
  (life.startedAt ?? Infinity) < minute + minuteMs && (life.stoppedAt ?? Infinity) >= minute + minuteMs
const pending = (life: TaskLife, minute: number) =>
  life.createdAt < minute + minuteMs &&
  (life.startedAt ?? Infinity) >= minute + minuteMs &&
  (life.stoppedAt ?? Infinity) >= minute + minuteMs
const among = (lives: TaskLife[], minute: number, is: (life: TaskLife, minute: number) => boolean) =>
  lives.filter((life) => is(life, minute)).length

export const insightsMetrics: Partial<Record<string, InsightsMetric>> = {
  CpuUtilized: { unit: 'None', levels: tasks, value: (usage) => usage.cpu },
  CpuReserved: { unit: 'None', levels: tasks, value: (usage) => usage.life.cpu },
  MemoryUtilized: { unit: 'Megabytes', levels: tasks, value: (usage) => usage.memoryMib * mbPerMib },
  MemoryReserved: { unit: 'Megabytes', levels: tasks, value: (usage) => usage.life.memoryMib * mbPerMib },
  TaskCpuUtilization: {
    unit: 'Percent',
    levels: tasks,
    enhanced: true,
    value: ({ cpu, life }) => (life.cpu > 0 ? (100 * cpu) / life.cpu : undefined),
  },
  TaskMemoryUtilization: {
    unit: 'Percent',
    levels: tasks,
    enhanced: true,
    value: ({ memoryMib, life }) => (life.memoryMib > 0 ? (100 * memoryMib) / life.memoryMib : undefined),
  },
  ContainerCpuUtilized: {
    unit: 'None',
    levels: containers,
    enhanced: true,
    value: ofContainer((each) => each.cpu),
  },
  ContainerCpuReserved: {
    unit: 'None',
    levels: containers,
    enhanced: true,
    value: ofContainer((each) => each.cpuReserved),
  },
  ContainerMemoryUtilized: {
    unit: 'Megabytes',
    levels: containers,
    enhanced: true,
    value: ofContainer((each) => each.memoryMib * mbPerMib),
  },
  ContainerMemoryReserved: {
    unit: 'Megabytes',
    levels: containers,
    enhanced: true,
    value: ofContainer((each) => each.memoryReservedMib * mbPerMib),
  },
  RunningTaskCount: {
    unit: 'Count',
    levels: ['service'],
    count: (lives, minute) => among(lives, minute, running),
  },
  PendingTaskCount: {
    unit: 'Count',
    levels: ['service'],
    count: (lives, minute) => among(lives, minute, pending),
  },
  TaskCount: { unit: 'Count', levels: ['cluster'], count: (lives, minute) => among(lives, minute, running) },
  ServiceCount: {
    unit: 'Count',
    levels: ['cluster'],
    count: (_lives, minute, { services }) =>
      [...services.values()].filter(({ service }) => (service.createdAt?.getTime() ?? 0) < minute + minuteMs)
        .length,
  },
  ContainerInstanceCount: {
    unit: 'Count',
    levels: ['cluster'],
    count: (_lives, minute, { instances }) =>
      [...instances.values()].filter(
        (each) => (each.instance.registeredAt?.getTime() ?? 0) < minute + minuteMs,
      ).length,
  },
}

import type { World } from '../../world.ts'
import { modeOf } from '../cloudwatch/container-insights.ts'
import { floorTo, minuteMs } from '../cloudwatch/sample.ts'
import { eachTaskMinute, type TaskUsage } from '../cloudwatch/task-usage.ts'
import { ecsState } from '../ecs/state.ts'
import { livesOf } from '../ecs/task-history.ts'
import type { Group, Line } from './state.ts'
import type { Stream } from './stream.ts'

/** Performance events come about eighty seconds after their minute. */
const lagMs = 80_000

/** The name of a cluster's Container Insights group. */
export const performanceGroup = (clusterName: string) =>
  `/aws/ecs/containerinsights/${clusterName}/performance`

/**
 * Container Insights' performance events of Fargate tasks and their containers, one a minute each.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-reference-performance-logs-ECS.html
 */
export function performanceStreams(world: World, group: Group, from: number, to: number): Stream[] {
  const cluster = [...ecsState(world).clusters.values()].find(
    ({ name }) => performanceGroup(name) === group.name,
  )
  if (!cluster || modeOf(cluster) === 'disabled') return []
  const lines = (a: number, b: number): Line[] => {
    const start = floorTo(a + minuteMs - 1, minuteMs)
    const end = Math.min(b, world.now - lagMs)
    const found: Line[] = []
    if (start >= end) return found
    eachTaskMinute(
      world,
      livesOf(world, { clusterName: cluster.name }, start, end),
      start,
      end,
      (minute, usage) => {
        for (const event of eventsOf(cluster.name, minute, usage))
          found.push({ at: minute, message: JSON.stringify(event), ingestedAt: minute + lagMs })
      },
    )
    return found.sort((x, y) => x.at - y.at)
  }
  return [{ name: 'FargateTelemetry-1', createdAt: group.createdAt, from, to, lines }]
}

function eventsOf(
  clusterName: string,
  minute: number,
  { life, cpu, memoryMib, containers }: TaskUsage,
): object[] {
  const shared = {
    Version: '0',
    TaskId: life.taskId,
    TaskDefinitionFamily: life.family,
    TaskDefinitionRevision: String(life.revision),
    ...(life.serviceName === undefined ? {} : { ServiceName: life.serviceName }),
    ClusterName: clusterName,
    Timestamp: minute,
  }
  const task = {
    ...shared,
    Type: 'Task',
    KnownStatus: 'RUNNING',
    CreatedAt: life.createdAt,
    StartedAt: life.startedAt,
    CpuUtilized: round(cpu),
    CpuReserved: life.cpu,
    MemoryUtilized: Math.round(memoryMib),
    MemoryReserved: life.memoryMib,
  }
  const definitions = life.definition.definition.containerDefinitions ?? []
  return [
    task,
    ...containers.map((each) => ({
      ...shared,
      Type: 'Container',
      ContainerName: each.name,
      Image: definitions.find((one) => one.name === each.name)?.image,
      ContainerKnownStatus: 'RUNNING',
      CpuUtilized: round(each.cpu),
      CpuReserved: round(each.cpuReserved),
      MemoryUtilized: Math.round(each.memoryMib),
      MemoryReserved: Math.round(each.memoryReservedMib),
    })),
  ]
}

const round = (value: number) => Number(value.toFixed(3))

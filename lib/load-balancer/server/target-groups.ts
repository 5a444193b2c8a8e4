import 'server-only'
import { merge } from '@/lib/api/assemble'
import type { Read } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import { describeTargetGroup } from '@/lib/aws/elbv2'
import type { TargetGroup, TargetHealth } from '../contract'
import { targetGroupName, targetsOf } from './targets'
import type { ReadOptions } from '@/lib/aws/cache'

type Entry = { targetGroupArn: string; containerName: string | null; containerPort: number | null }

/** The target groups of a service, with what they probe and how many of their targets are healthy. */
export async function targetGroupsOf(
  scope: Scope,
  entries: Entry[],
  now: number,
  options?: ReadOptions,
): Promise<{ groups: TargetGroup[]; described: Read<null>; health: Read<TargetHealth[]> }> {
  const read = await Promise.all(
    entries.map(async (entry) => {
      const [group, targets] = await Promise.all([
        describeTargetGroup(scope, entry.targetGroupArn, asideOf(options)),
        targetsOf(scope, entry.targetGroupArn, options),
      ])
      return { entry, group, targets }
    }),
  )
  const groups = read.map(({ entry, group, targets }): TargetGroup => {
    const found = group.ok ? group.value : null
    const states = targets.ok ? targets.value.filter(({ state }) => !state.endsWith('draining')) : null
    return {
      arn: entry.targetGroupArn,
      name: found?.TargetGroupName ?? targetGroupName(entry.targetGroupArn),
      containerName: entry.containerName,
      containerPort: entry.containerPort,
      protocol: found?.Protocol ?? null,
      port: found?.Port ?? null,
      targetType: found?.TargetType ?? null,
      healthCheck: found
        ? {
            protocol: found.HealthCheckProtocol ?? null,
            path: found.HealthCheckPath ?? null,
            port: found.HealthCheckPort ?? null,
            matcher: found.Matcher?.HttpCode ?? found.Matcher?.GrpcCode ?? null,
          }
        : null,
      healthy: states && states.filter(({ state }) => state === 'healthy').length,
      unhealthy: states && states.filter(({ state }) => state === 'unhealthy').length,
      total: states && states.length,
    }
  })
  return {
    groups,
    described: merge(
      read.map(({ group }) => group),
      () => null,
      now,
    ),
    health: merge(
      read.map(({ targets }) => targets),
      (values) => values.flat(),
      now,
    ),
  }
}

/** What does not change is kept for its own time, and waited for no longer than the rest. */
function asideOf({ until }: ReadOptions = {}): ReadOptions {
  return until === undefined ? {} : { until }
}

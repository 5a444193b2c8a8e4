import 'server-only'
import type { Read } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import type { ReadOptions } from '@/lib/aws/cache'
import {
  describeTargetHealth,
  describeTargetHealths,
  type ElbTargetHealth,
  knownTargetHealths,
} from '@/lib/aws/elbv2'
import type { TargetHealth } from '../contract'

/** `web` of `arn:…:targetgroup/web/0123`; the ARN itself when it has another form. */
export function targetGroupName(arn: string): string {
  return /:targetgroup\/([^/]+)\//.exec(arn)?.[1] ?? arn
}

/** The targets of one group; a state that is not given stays an empty word, which no rule takes for good. */
export async function targetsOf(
  scope: Scope,
  targetGroupArn: string,
  options?: ReadOptions,
): Promise<Read<TargetHealth[]>> {
  return shaped(targetGroupArn, await describeTargetHealth(scope, targetGroupArn, options))
}

/** The targets of many groups by ARN, read for a cluster; `soon` are the groups to which something happened. */
export async function targetsOfMany(
  scope: Scope,
  cluster: string,
  targetGroupArns: readonly string[],
  options: ReadOptions & { soon?: ReadonlySet<string> },
): Promise<Map<string, Read<TargetHealth[]>>> {
  const reads = await describeTargetHealths(scope, cluster, targetGroupArns, options)
  return new Map([...reads].map(([arn, read]) => [arn, shaped(arn, read)]))
}

/** When the health of each group was last read (epoch ms); groups that never were are left out. */
export function targetsReadAt(scope: Scope, targetGroupArns: readonly string[]): Map<string, number> {
  const known = knownTargetHealths(scope, targetGroupArns)
  return new Map([...known].flatMap(([arn, read]) => (read.ok ? [[arn, read.asOf] as const] : [])))
}

/** The shapes of what AWS gave, made once: what was not read anew stays the same object. */
const shapes = new WeakMap<object, TargetHealth[]>()
const reads = new WeakMap<Read<ElbTargetHealth[]>, Read<TargetHealth[]>>()

function shaped(targetGroupArn: string, read: Read<ElbTargetHealth[]>): Read<TargetHealth[]> {
  if (!read.ok) return read
  const known = reads.get(read)
  if (known !== undefined) return known
  const value = shapes.get(read.value) ?? read.value.map((target) => shapeOf(targetGroupArn, target))
  shapes.set(read.value, value)
  const made = { ...read, value }
  reads.set(read, made)
  return made
}

function shapeOf(targetGroupArn: string, { Target, TargetHealth: health }: ElbTargetHealth): TargetHealth {
  return {
    targetGroupArn,
    targetGroupName: targetGroupName(targetGroupArn),
    targetId: Target?.Id ?? '',
    port: Target?.Port ?? null,
    state: health?.State ?? '',
    reason: health?.Reason ?? null,
    description: health?.Description ?? null,
  }
}

import 'server-only'
import type { Read } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import { describeTargetHealth } from '@/lib/aws/elbv2'
import type { TargetHealth } from '../contract'
import type { ReadOptions } from './read-options'

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
  const read = await describeTargetHealth(scope, targetGroupArn, options)
  if (!read.ok) return read
  const value = read.value.map(({ Target, TargetHealth: health }) => ({
    targetGroupArn,
    targetGroupName: targetGroupName(targetGroupArn),
    targetId: Target?.Id ?? '',
    port: Target?.Port ?? null,
    state: health?.State ?? '',
    reason: health?.Reason ?? null,
    description: health?.Description ?? null,
  }))
  return { ...read, value }
}

import type {
  ScalableTarget,
  ScalingActivity,
  ScalingPolicy,
  ScheduledAction,
} from '@aws-sdk/client-application-auto-scaling'
import { hex } from '../../random.ts'
import { AwsError } from '../../wire/service.ts'
import type { Slice, World } from '../../world.ts'

export type Target = {
  made: ScalableTarget & { ResourceId: string; MinCapacity: number; MaxCapacity: number }
  /** Newest first. */
  activities: ScalingActivity[]
  /** Policies by name, scheduled actions by name. */
  policies: Map<string, ScalingPolicy & { PolicyName: string }>
  actions: Map<string, { made: ScheduledAction & { ScheduledActionName: string }; cancel?: () => void }>
  /** No scaling before this time by cooldown, epoch ms. */
  restsUntil: number
  /** Minutes that it has watched. */
  minutes: number
  cancelWatch?: () => void
}

/** Scalable targets by service namespace, resource and dimension. */
export const scalingState: Slice<{ targets: Map<string, Target>; made: number }> = {
  name: 'application-autoscaling',
  make: () => ({ targets: new Map(), made: 0 }),
}

export const validation = (message: string) => new AwsError('ValidationException', message)
export const notSimulated = (what: string) => new AwsError('NotSimulated', `${what} is not simulated`)
export const invalidToken = () => new AwsError('InvalidNextTokenException', 'Invalid nextToken')

type Ref = {
  ServiceNamespace?: string | undefined
  ResourceId?: string | undefined
  ScalableDimension?: string | undefined
}

export const keyOf = ({ ServiceNamespace, ResourceId, ScalableDimension }: Ref) =>
  `${ServiceNamespace} ${ResourceId} ${ScalableDimension}`

/** The target that a policy or action is for, or the error that AWS gives. */
export function targetOf(world: World, ref: Ref): Target {
  const target = world.slice(scalingState).targets.get(keyOf(ref))
  if (target) return target
  throw new AwsError(
    'ObjectNotFoundException',
    `No scalable target registered for service namespace: ${ref.ServiceNamespace}, resource ID: ${ref.ResourceId}, scalable dimension: ${ref.ScalableDimension}`,
  )
}

/** `service/<cluster>/<service>`, in two. */
export function serviceOf(resourceId: string): { clusterName: string; serviceName: string } | undefined {
  const [, clusterName, serviceName] = /^service\/([^/]+)\/([^/]+)$/.exec(resourceId) ?? []
  return clusterName === undefined || serviceName === undefined ? undefined : { clusterName, serviceName }
}

/** A new UUID. */
export function newUuid(world: World): string {
  const id = hex(32, world.seed, world.account, world.region, 'scaling', world.slice(scalingState).made++)
  return id.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-a$4-$5')
}

/** `arn:aws:autoscaling:…:<kind>:<uuid>:resource/ecs/service/…:<rest>`. */
export function policyArn(world: World, kind: string, resourceId: string, rest: string): string {
  return `arn:aws:autoscaling:${world.region}:${world.account}:${kind}:${newUuid(world)}:resource/ecs/${resourceId}:${rest}`
}

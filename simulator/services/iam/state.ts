import type { AttachedPolicy, InstanceProfile, Role } from '@aws-sdk/client-iam'
import { hex } from '../../random.ts'
import type { Slice, World } from '../../world.ts'

/** IAM's roles and instance profiles by name. IAM is one per account in AWS; here each world keeps its own. */
export type IamState = {
  roles: Map<string, Role & { attached: AttachedPolicy[] }>
  profiles: Map<string, InstanceProfile>
}

export const iam: Slice<IamState> = {
  name: 'iam',
  make: () => ({ roles: new Map(), profiles: new Map() }),
}

export type NewRole = {
  name: string
  /** The service that assumes it, e.g. `ecs-tasks.amazonaws.com`. */
  trusts: string
  path?: string
  description?: string
  createdAt: number
  /** AWS managed policies attached to it: the part of the ARN after `policy/`. */
  policies?: string[]
}

/** Makes a role and returns its ARN. */
export function addRole(world: World, asked: NewRole): string {
  const path = asked.path ?? '/'
  const Arn = `arn:aws:iam::${world.account}:role${path}${asked.name}`
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: asked.trusts }, Action: 'sts:AssumeRole' }],
  }
  world.slice(iam).roles.set(asked.name, {
    Path: path,
    RoleName: asked.name,
    RoleId: `AROA${hex(17, world.seed, world.account, asked.name).toUpperCase()}`,
    Arn,
    CreateDate: new Date(asked.createdAt),
    // IAM sends policy documents URL-encoded (RFC 3986): https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html
    AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(trust)),
    Description: asked.description,
    MaxSessionDuration: 3600,
    attached: (asked.policies ?? []).map((policy) => ({
      PolicyName: policy.slice(policy.lastIndexOf('/') + 1),
      PolicyArn: `arn:aws:iam::aws:policy/${policy}`,
    })),
  })
  return Arn
}

/** Makes an instance profile of the same name around a role that exists; returns its ARN. */
export function addInstanceProfile(world: World, roleName: string): string {
  const { roles, profiles } = world.slice(iam)
  const role = roles.get(roleName)
  if (!role) throw new Error(`no role ${roleName} in this world`)
  const { attached: _attached, ...shown } = role
  const Arn = `arn:aws:iam::${world.account}:instance-profile/${roleName}`
  profiles.set(roleName, {
    Path: '/',
    InstanceProfileName: roleName,
    InstanceProfileId: `AIPA${hex(17, world.seed, world.account, 'profile', roleName).toUpperCase()}`,
    Arn,
    CreateDate: role.CreateDate,
    Roles: [shown],
  })
  return Arn
}

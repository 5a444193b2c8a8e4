import type {
  GetRoleCommandInput,
  GetRoleCommandOutput,
  ListAttachedRolePoliciesCommandInput,
  ListAttachedRolePoliciesCommandOutput,
  ListRolesCommandInput,
  ListRolesCommandOutput,
  Role,
} from '@aws-sdk/client-iam'
import { AwsError, type Call } from '../../wire/service.ts'
import { page, sortedBy } from '../page.ts'
import { iam } from './state.ts'

type Answer<T> = Omit<T, '$metadata'>

export const badMarker = () => new AwsError('ValidationError', 'Invalid Marker.')

export function listRoles(input: ListRolesCommandInput, call: Call): Answer<ListRolesCommandOutput> {
  const prefix = input.PathPrefix ?? '/'
  const roles = sortedBy(call.world.slice(iam).roles.values(), nameOf).filter((role) =>
    (role.Path ?? '/').startsWith(prefix),
  )
  const { items, nextToken } = page(roles, nameOf, input.MaxItems ?? 100, input.Marker, badMarker)
  return { Roles: items.map(shown), IsTruncated: nextToken !== undefined, Marker: nextToken }
}

export function getRole(input: GetRoleCommandInput, call: Call): Answer<GetRoleCommandOutput> {
  return { Role: shown(roleNamed(call, input.RoleName ?? '')) }
}

export function listAttachedRolePolicies(
  input: ListAttachedRolePoliciesCommandInput,
  call: Call,
): Answer<ListAttachedRolePoliciesCommandOutput> {
  const { attached } = roleNamed(call, input.RoleName ?? '')
  const keyOf = (policy: (typeof attached)[number]) => policy.PolicyName ?? ''
  const { items, nextToken } = page(
    sortedBy(attached, keyOf),
    keyOf,
    input.MaxItems ?? 100,
    input.Marker,
    badMarker,
  )
  return { AttachedPolicies: items, IsTruncated: nextToken !== undefined, Marker: nextToken }
}

function roleNamed(call: Call, name: string) {
  const role = call.world.slice(iam).roles.get(name)
  if (role) return role
  throw new AwsError('NoSuchEntityException', `The role with name ${name} cannot be found.`, 404)
}

const nameOf = (role: Role) => role.RoleName ?? ''

function shown(role: Role & { attached?: unknown }): Role {
  const { attached: _attached, ...rest } = role
  return rest
}

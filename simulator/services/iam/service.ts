import * as sdk from '@aws-sdk/client-iam'
import type { Service } from '../../wire/service.ts'
import { getInstanceProfile, listInstanceProfiles } from './instance-profiles.ts'
import { getRole, listAttachedRolePolicies, listRoles } from './roles.ts'

export const service: Service = {
  name: 'iam',
  sdk,
  signingName: 'iam',
  handlers: {
    GetInstanceProfile: getInstanceProfile,
    GetRole: getRole,
    ListAttachedRolePolicies: listAttachedRolePolicies,
    ListInstanceProfiles: listInstanceProfiles,
    ListRoles: listRoles,
  },
}

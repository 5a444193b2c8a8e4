import type {
  GetInstanceProfileCommandInput,
  GetInstanceProfileCommandOutput,
  InstanceProfile,
  ListInstanceProfilesCommandInput,
  ListInstanceProfilesCommandOutput,
} from '@aws-sdk/client-iam'
import { AwsError, type Call } from '../../wire/service.ts'
import { page, sortedBy } from '../page.ts'
import { badMarker } from './roles.ts'
import { iam } from './state.ts'

type Answer<T> = Omit<T, '$metadata'>

const nameOf = (profile: InstanceProfile) => profile.InstanceProfileName ?? ''

export function listInstanceProfiles(
  input: ListInstanceProfilesCommandInput,
  call: Call,
): Answer<ListInstanceProfilesCommandOutput> {
  const prefix = input.PathPrefix ?? '/'
  const profiles = sortedBy(call.world.slice(iam).profiles.values(), nameOf).filter((profile) =>
    (profile.Path ?? '/').startsWith(prefix),
  )
  const { items, nextToken } = page(profiles, nameOf, input.MaxItems ?? 100, input.Marker, badMarker)
  return { InstanceProfiles: items, IsTruncated: nextToken !== undefined, Marker: nextToken }
}

export function getInstanceProfile(
  input: GetInstanceProfileCommandInput,
  call: Call,
): Answer<GetInstanceProfileCommandOutput> {
  const name = input.InstanceProfileName ?? ''
  const profile = call.world.slice(iam).profiles.get(name)
  if (profile) return { InstanceProfile: profile }
  throw new AwsError('NoSuchEntityException', `Instance Profile ${name} cannot be found.`, 404)
}

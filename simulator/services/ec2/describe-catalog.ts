import type {
  AvailabilityZone,
  DescribeAvailabilityZonesCommandInput,
  DescribeAvailabilityZonesCommandOutput,
  DescribeKeyPairsCommandInput,
  DescribeKeyPairsCommandOutput,
  DescribeLaunchTemplatesCommandInput,
  DescribeLaunchTemplatesCommandOutput,
  DescribeRegionsCommandInput,
  DescribeRegionsCommandOutput,
  KeyPairInfo,
  LaunchTemplate,
  Region,
} from '@aws-sdk/client-ec2'
import { AwsError, type Call } from '../../wire/service.ts'
import { regions, zoneId, zoneLetters } from './regions.ts'
import { type Kind, select } from './select.ts'
import { ec2 } from './state.ts'

type Answer<T> = Omit<T, '$metadata'>

const regionKind: Kind<Region> = {
  idOf: (region) => region.RegionName ?? '',
  notFound: (id) => new AwsError('InvalidParameterValue', `Invalid region provided: [${id}]`),
  filters: {
    'region-name': (region) => [region.RegionName],
    endpoint: (region) => [region.Endpoint],
    'opt-in-status': (region) => [region.OptInStatus],
  },
}

export function describeRegions(input: DescribeRegionsCommandInput): Answer<DescribeRegionsCommandOutput> {
  const all = new Map<string, Region>(
    regions.map((name) => [
      name,
      { RegionName: name, Endpoint: `ec2.${name}.amazonaws.com`, OptInStatus: 'opt-in-not-required' },
    ]),
  )
  return { Regions: select(regionKind, all, { ids: input.RegionNames, filters: input.Filters }).items }
}

const zoneKind: Kind<AvailabilityZone> = {
  idOf: (zone) => zone.ZoneName ?? '',
  notFound: (id) => new AwsError('InvalidParameterValue', `Invalid availability zone: [${id}]`),
  filters: {
    'zone-name': (zone) => [zone.ZoneName],
    'zone-id': (zone) => [zone.ZoneId],
    'region-name': (zone) => [zone.RegionName],
    'zone-type': (zone) => [zone.ZoneType],
    state: (zone) => [zone.State],
    'opt-in-status': (zone) => [zone.OptInStatus],
  },
}

export function describeAvailabilityZones(
  input: DescribeAvailabilityZonesCommandInput,
  call: Call,
): Answer<DescribeAvailabilityZonesCommandOutput> {
  const { region } = call.world
  const all = new Map<string, AvailabilityZone>(
    zoneLetters.map((letter) => [
      region + letter,
      {
        ZoneName: region + letter,
        ZoneId: zoneId(region, letter),
        RegionName: region,
        GroupName: region,
        NetworkBorderGroup: region,
        ZoneType: 'availability-zone',
        State: 'available',
        OptInStatus: 'opt-in-not-required',
        Messages: [],
      },
    ]),
  )
  const ids = input.ZoneIds?.length ? [{ Name: 'zone-id', Values: input.ZoneIds }] : []
  const filters = [...(input.Filters ?? []), ...ids]
  return { AvailabilityZones: select(zoneKind, all, { ids: input.ZoneNames, filters }).items }
}

const templateKind: Kind<LaunchTemplate> = {
  idOf: (template) => template.LaunchTemplateId ?? '',
  notFound: () =>
    new AwsError(
      'InvalidLaunchTemplateId.NotFound',
      'At least one of the launch templates specified in the request does not exist.',
    ),
  filters: {
    'launch-template-name': (template) => [template.LaunchTemplateName],
  },
  tagsOf: (template) => template.Tags,
  defaultLimit: 200,
}

export function describeLaunchTemplates(
  input: DescribeLaunchTemplatesCommandInput,
  call: Call,
): Answer<DescribeLaunchTemplatesCommandOutput> {
  const names = input.LaunchTemplateNames ?? []
  const byName = names.length ? [{ Name: 'launch-template-name', Values: names }] : []
  const { items, nextToken } = select(templateKind, call.world.slice(ec2).launchTemplates, {
    ids: input.LaunchTemplateIds,
    filters: [...(input.Filters ?? []), ...byName],
    limit: input.MaxResults,
    token: input.NextToken,
  })
  if (names.some((name) => !items.some((template) => template.LaunchTemplateName === name))) {
    const message = 'At least one of the launch templates specified in the request does not exist.'
    throw new AwsError('InvalidLaunchTemplateName.NotFoundException', message)
  }
  return { LaunchTemplates: items, NextToken: nextToken }
}

const keyPairKind: Kind<KeyPairInfo> = {
  idOf: (pair) => pair.KeyName ?? '',
  notFound: (id) => new AwsError('InvalidKeyPair.NotFound', `The key pair '${id}' does not exist`),
  filters: {
    'key-name': (pair) => [pair.KeyName],
    'key-pair-id': (pair) => [pair.KeyPairId],
    fingerprint: (pair) => [pair.KeyFingerprint],
  },
  tagsOf: (pair) => pair.Tags,
}

export function describeKeyPairs(
  input: DescribeKeyPairsCommandInput,
  call: Call,
): Answer<DescribeKeyPairsCommandOutput> {
  const byId = input.KeyPairIds?.length ? [{ Name: 'key-pair-id', Values: input.KeyPairIds }] : []
  const filters = [...(input.Filters ?? []), ...byId]
  return {
    KeyPairs: select(keyPairKind, call.world.slice(ec2).keyPairs, { ids: input.KeyNames, filters }).items,
  }
}

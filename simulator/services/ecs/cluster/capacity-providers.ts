import type {
  CapacityProvider,
  DescribeCapacityProvidersRequest,
  DescribeCapacityProvidersResponse,
  PutClusterCapacityProvidersRequest,
  PutClusterCapacityProvidersResponse,
} from '@aws-sdk/client-ecs'
import type { World } from '../../../world.ts'
import type { Handler } from '../../../wire/service.ts'
import { arnPath, ecsArn } from '../arn.ts'
import { findCluster } from '../find.ts'
import { pageOf } from '../page.ts'
import { invalid } from '../refusal.ts'
import { showCluster } from './describe-clusters.ts'

/** Those that AWS gives to every account; others are not simulated. */
export const PROVIDERS = ['FARGATE', 'FARGATE_SPOT']

/** Refuses providers that do not exist. */
export function checkProviders(names: string[] | undefined): void {
  for (const name of names ?? []) {
    if (!PROVIDERS.includes(name)) throw invalid('The specified capacity provider was not found.')
  }
}

/** Refuses a strategy whose providers are not associated, without a weight above 0, or with two bases. */
export function checkStrategy(
  strategy: { capacityProvider?: string | undefined; base?: number; weight?: number }[] | undefined,
  associated: string[],
): void {
  if (!strategy?.length) return
  if (strategy.length > 20) throw invalid('A capacity provider strategy cannot have more than 20 providers.')
  for (const { capacityProvider = '' } of strategy) {
    if (!associated.includes(capacityProvider)) {
      throw invalid(`The capacity provider ${capacityProvider} is not associated with the cluster.`)
    }
  }
  if (strategy.filter((each) => (each.base ?? 0) > 0).length > 1) {
    throw invalid('Only one capacity provider in a strategy can have a base defined.')
  }
  if (strategy.length > 1 && !strategy.some((each) => (each.weight ?? 0) > 0)) {
    throw invalid('At least one capacity provider in a strategy must have a weight above 0.')
  }
}

function show(world: World, name: string): CapacityProvider {
  const capacityProviderArn = ecsArn(world, `capacity-provider/${name}`)
  return { capacityProviderArn, name, status: 'ACTIVE', type: name as 'FARGATE', tags: [] }
}

export const describeCapacityProviders: Handler<
  DescribeCapacityProvidersRequest,
  DescribeCapacityProvidersResponse
> = (input, { world }) => {
  const asked = input.capacityProviders?.map((ref) => arnPath(world, ref, 'capacity-provider') ?? ref)
  const known = PROVIDERS.filter((name) => !asked?.length || asked.includes(name))
  const missing = (asked ?? []).filter((name) => !PROVIDERS.includes(name))
  const page = pageOf('DescribeCapacityProviders', known, (name) => name, input, { size: 10, most: 10 })
  return {
    capacityProviders: page.items.map((name) => show(world, name)),
    failures: missing.map((name) => ({ arn: ecsArn(world, `capacity-provider/${name}`), reason: 'MISSING' })),
    ...(page.nextToken && { nextToken: page.nextToken }),
  }
}

/** Replaces the whole list of the cluster's providers and its default strategy. */
export const putClusterCapacityProviders: Handler<
  PutClusterCapacityProvidersRequest,
  PutClusterCapacityProvidersResponse
> = (input, { world }) => {
  const record = findCluster(world, input.cluster)
  checkProviders(input.capacityProviders)
  checkStrategy(input.defaultCapacityProviderStrategy, input.capacityProviders ?? [])
  record.cluster.capacityProviders = input.capacityProviders ?? []
  record.cluster.defaultCapacityProviderStrategy = input.defaultCapacityProviderStrategy ?? []
  return { cluster: showCluster(record, ['SETTINGS', 'TAGS']) }
}

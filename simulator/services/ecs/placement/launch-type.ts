import type { CapacityProviderStrategyItem, LaunchType } from '@aws-sdk/client-ecs'
import type { ClusterRecord } from '../state.ts'

type Wanted = {
  launchType?: LaunchType | undefined
  capacityProviderStrategy?: CapacityProviderStrategyItem[] | undefined
}

export type Chosen = { launchType: 'FARGATE' | 'EC2' | 'EXTERNAL'; capacityProviderName?: string }

/**
 * Where a task goes: the launch type, else the capacity provider strategy, else the cluster's default strategy, else
 * EC2. `already` is how many tasks there are, so that base and weight take turns.
 */
export function launchTypeOf(wanted: Wanted, cluster: ClusterRecord, already = 0): Chosen {
  if (wanted.launchType)
    return { launchType: wanted.launchType === 'FARGATE' ? 'FARGATE' : other(wanted.launchType) }
  const strategy = wanted.capacityProviderStrategy?.length
    ? wanted.capacityProviderStrategy
    : (cluster.cluster.defaultCapacityProviderStrategy ?? [])
  const capacityProviderName = providerFor(strategy, already)
  if (!capacityProviderName) return { launchType: 'EC2' }
  return { launchType: capacityProviderName.startsWith('FARGATE') ? 'FARGATE' : 'EC2', capacityProviderName }
}

const other = (launchType: LaunchType) => (launchType === 'EXTERNAL' ? 'EXTERNAL' : 'EC2')

/** The base comes first; beyond it the weights share in turn. */
function providerFor(strategy: CapacityProviderStrategyItem[], already: number): string | undefined {
  let beyond = already
  for (const item of strategy) {
    if (beyond < (item.base ?? 0)) return item.capacityProvider
    beyond -= item.base ?? 0
  }
  const total = strategy.reduce((sum, item) => sum + (item.weight ?? 0), 0)
  if (total === 0) return strategy[0]?.capacityProvider
  let turn = beyond % total
  for (const item of strategy) {
    if (turn < (item.weight ?? 0)) return item.capacityProvider
    turn -= item.weight ?? 0
  }
  return undefined
}

import { shareOut } from './share-out.ts'

export type Tier = 'prod' | 'staging' | 'dev'

/**
 * A cluster of the estate: `services` at full size, the teams that deploy to it, and whether it has EC2 instances
 * besides Fargate.
 */
export type ClusterPlan = {
  name: string
  env: Tier
  services: number
  teams: readonly string[]
  insights: 'enabled' | 'enhanced' | 'disabled'
  nodes?: true
}

const cluster = (
  name: string,
  env: Tier,
  services: number,
  teams: string,
  more: Partial<ClusterPlan> = {},
): ClusterPlan => ({ name, env, services, teams: teams.split(' '), insights: 'disabled', ...more })

/** From a monolith's heirs with a thousand services down to a team's own; 5,000 in all. */
export const clusters: readonly ClusterPlan[] = [
  cluster(
    'retail-prod',
    'prod',
    1000,
    'storefront checkout catalog pricing inventory reviews loyalty accounts support content',
    { insights: 'enabled' },
  ),
  cluster('payments-prod', 'prod', 600, 'payments billing fraud finance accounts', { insights: 'enhanced' }),
  cluster(
    'retail-staging',
    'staging',
    440,
    'storefront checkout catalog pricing inventory reviews loyalty accounts support content',
  ),
  cluster('logistics-prod', 'prod', 350, 'fulfilment carriers returns logistics inventory'),
  cluster('data-prod', 'prod', 300, 'data-platform streaming analytics', { nodes: true }),
  cluster('platform-prod', 'prod', 260, 'platform delivery observability security', { insights: 'enabled' }),
  cluster('marketing-prod', 'prod', 235, 'marketing advertising messaging loyalty'),
  cluster('identity-prod', 'prod', 210, 'identity accounts security', { insights: 'enhanced' }),
  cluster('payments-staging', 'staging', 190, 'payments billing fraud finance accounts'),
  cluster('search-prod', 'prod', 175, 'search recommendations'),
  cluster('ml-serving-prod', 'prod', 165, 'ml-serving recommendations'),
  cluster('logistics-staging', 'staging', 155, 'fulfilment carriers returns logistics'),
  cluster('partners-prod', 'prod', 145, 'partners billing'),
  cluster('stores-eu', 'prod', 138, 'store-systems'),
  cluster('legacy-prod', 'prod', 130, 'legacy finance', { nodes: true }),
  cluster('data-staging', 'staging', 122, 'data-platform streaming analytics'),
  cluster('mobile-prod', 'prod', 112, 'mobile messaging'),
  cluster('edge-prod', 'prod', 101, 'edge'),
  cluster('backoffice', 'prod', 91, 'internal-tools delivery'),
  cluster('sandbox', 'dev', 81, 'research ml-training'),
]

/** How many services each cluster has when there are `total`: in proportion, and at least one each. */
export function servicesByCluster(total: number): number[] {
  return shareOut(
    total,
    clusters.map((each) => each.services),
    1,
  )
}

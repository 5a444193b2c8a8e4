import { getCluster } from '@/lib/cluster/contract'
import { clusterOf } from '@/lib/cluster/server'
import { route } from '@/lib/server/route'

export const GET = route(getCluster, clusterOf)

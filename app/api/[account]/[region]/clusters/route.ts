import { listClusters } from '@/lib/cluster/contract'
import { clustersOf } from '@/lib/cluster/server'
import { route } from '@/lib/server/route'

export const GET = route(listClusters, clustersOf)

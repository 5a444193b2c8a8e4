import { listServiceDeployments } from '@/lib/service/contract'
import { serviceDeploymentsOf } from '@/lib/service/server'
import { route } from '@/lib/server/route'

export const GET = route(listServiceDeployments, serviceDeploymentsOf)

import { forceDeployment as endpoint } from '@/lib/service/contract'
import { forceDeployment } from '@/lib/service/server'
import { route } from '@/lib/server/route'

export const POST = route(endpoint, forceDeployment)

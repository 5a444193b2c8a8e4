import { getService } from '@/lib/service/contract'
import { serviceOf } from '@/lib/service/server'
import { route } from '@/lib/server/route'

export const GET = route(getService, serviceOf)

import { listAllServices } from '@/lib/service/contract'
import { allServicesOf } from '@/lib/service/server'
import { route } from '@/lib/server/route'

export const GET = route(listAllServices, allServicesOf)

import { listServices } from '@/lib/service/contract'
import { servicesOf } from '@/lib/service/server'
import { route } from '@/lib/server/route'

export const GET = route(listServices, servicesOf)

import { listVisibleServices } from '@/lib/service/contract'
import { visibleServicesOf } from '@/lib/service/server'
import { route } from '@/lib/server/route'

export const GET = route(listVisibleServices, visibleServicesOf)

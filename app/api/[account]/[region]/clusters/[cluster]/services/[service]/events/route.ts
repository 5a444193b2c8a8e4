import { listServiceEvents } from '@/lib/service/contract'
import { serviceEventsOf } from '@/lib/service/server'
import { route } from '@/lib/server/route'

export const GET = route(listServiceEvents, serviceEventsOf)

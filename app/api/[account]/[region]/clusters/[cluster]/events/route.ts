import { listClusterEvents } from '@/lib/event/contract'
import { clusterEventsOf } from '@/lib/event/server'
import { route } from '@/lib/server/route'

export const GET = route(listClusterEvents, clusterEventsOf)

import { listServiceTasks } from '@/lib/service/contract'
import { serviceTasksOf } from '@/lib/service/server'
import { route } from '@/lib/server/route'

export const GET = route(listServiceTasks, serviceTasksOf)

import { listTasks } from '@/lib/task/contract'
import { tasksOf } from '@/lib/task/server'
import { route } from '@/lib/server/route'

export const GET = route(listTasks, tasksOf)

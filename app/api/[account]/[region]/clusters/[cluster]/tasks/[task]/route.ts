import { getTask } from '@/lib/task/contract'
import { taskOf } from '@/lib/task/server'
import { route } from '@/lib/server/route'

export const GET = route(getTask, taskOf)

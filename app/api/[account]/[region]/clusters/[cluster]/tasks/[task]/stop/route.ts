import { stopTask as endpoint } from '@/lib/task/contract'
import { stopTask } from '@/lib/task/server'
import { route } from '@/lib/server/route'

export const POST = route(endpoint, stopTask)

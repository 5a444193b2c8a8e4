import { listFamilies } from '@/lib/task-definition/contract'
import { familiesOf } from '@/lib/task-definition/server'
import { route } from '@/lib/server/route'

export const GET = route(listFamilies, familiesOf)

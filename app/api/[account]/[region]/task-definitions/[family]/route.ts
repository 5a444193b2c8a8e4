import { listRevisions } from '@/lib/task-definition/contract'
import { revisionsOf } from '@/lib/task-definition/server'
import { route } from '@/lib/server/route'

export const GET = route(listRevisions, revisionsOf)

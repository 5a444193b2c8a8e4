import { getTaskDefinition } from '@/lib/task-definition/contract'
import { taskDefinitionOf } from '@/lib/task-definition/server'
import { route } from '@/lib/server/route'

export const GET = route(getTaskDefinition, taskDefinitionOf)

import { listInstances } from '@/lib/instance/contract'
import { instancesOf } from '@/lib/instance/server'
import { route } from '@/lib/server/route'

export const GET = route(listInstances, instancesOf)

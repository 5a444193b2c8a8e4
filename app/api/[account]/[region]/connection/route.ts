import { getConnection } from '@/lib/connection/contract'
import { connectionOf } from '@/lib/connection/server'
import { route } from '@/lib/server/route'

export const GET = route(getConnection, connectionOf)

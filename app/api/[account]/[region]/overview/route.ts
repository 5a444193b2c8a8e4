import { getOverview } from '@/lib/overview/contract'
import { overviewOf } from '@/lib/overview/server'
import { route } from '@/lib/server/route'

export const GET = route(getOverview, overviewOf)

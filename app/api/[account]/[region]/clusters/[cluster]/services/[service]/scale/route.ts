import { scaleService as endpoint } from '@/lib/service/contract'
import { scaleService } from '@/lib/service/server'
import { route } from '@/lib/server/route'

export const POST = route(endpoint, scaleService)

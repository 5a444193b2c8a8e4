import { getBudget } from '@/lib/connection/contract'
import { budgetOf } from '@/lib/connection/server'
import { route } from '@/lib/server/route'

export const GET = route(getBudget, budgetOf)

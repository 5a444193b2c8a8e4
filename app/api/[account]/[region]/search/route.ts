import { search } from '@/lib/search/contract'
import { searchOf } from '@/lib/search/server'
import { route } from '@/lib/server/route'

export const GET = route(search, searchOf)

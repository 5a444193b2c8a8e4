import 'server-only'
import { decide } from '@/lib/access/decide'
import { identityOf } from '@/lib/access/identity'
import { bridge } from '@/lib/api/bridge'
import type { Changes } from '@/lib/api/changes'
import { ApiError } from '@/lib/api/error'
import { decodeSegment } from '@/lib/api/paths'
import { Scope } from '@/lib/api/segments'
import { failureOf } from './failure'
import { listen } from './live'
import { invalid, parse } from './parse'

/** `GET /api/{account}/{region}/changes` behind its socket: the same checks, in the same order, as of any other read. */
export const changes: Changes = {
  open: ({ requestId, caller, identityClass, rawAccount, rawRegion }, tell) => {
    try {
      const place = placeFor(caller, rawAccount, rawRegion)
      return { ok: true, close: listen({ identityClass, place, tell }) }
    } catch (thrown) {
      return { ok: false, ...failureOf(thrown, requestId) }
    }
  },
}

function placeFor(caller: Parameters<typeof identityOf>[0], rawAccount: string, rawRegion: string): string {
  const { configuration } = bridge()
  const [account, region] = [decodeSegment(rawAccount), decodeSegment(rawRegion)]
  if (account === undefined || region === undefined) throw invalid('The path cannot be decoded.')
  const scope = parse(Scope, { account, region }, 'The path')
  const decision = decide(identityOf(caller, configuration), 'read', scope)
  if (!decision.allowed) throw new ApiError({ code: 'forbidden', message: decision.reason })
  const known = configuration.accounts.find(({ name }) => name === account)
  if (!known?.regions.includes(region))
    throw new ApiError({ code: 'not_found', message: 'There is no such account and region here.' })
  return `/${account}/${region}`
}

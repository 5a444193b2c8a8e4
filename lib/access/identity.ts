import type { Configuration } from '@/lib/api/bridge'
import type { Caller } from '@/lib/api/request-context'

/** Who asks, with what the policy check needs to know of them. Sign-in will add kinds; `local` is the person at this machine. */
export type Identity = { kind: 'local'; access: 'full' | 'read-only' }

/** The identity of a caller whom the front door let in, under the process's settings. */
export function identityOf(caller: Caller, { access }: Pick<Configuration, 'access'>): Identity {
  return { kind: caller.kind, access }
}

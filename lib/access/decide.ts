import type { Verb } from '@/lib/api/endpoint'
import type { Scope } from '@/lib/api/segments'
import type { Identity } from './identity'

export type Decision = { allowed: true } | { allowed: false; reason: string }

/** Every verb and whether it only reads: a new verb does not compile before somebody decided. */
const reads: Record<Verb, boolean> = {
  read: true,
  'service:scale': false,
  'service:deploy': false,
  'task:stop': false,
}

/**
 * Whether an identity may do something somewhere. Pure: no lookup of any kind happens before it. What is not known is
 * refused. `scope` plays no part for `local`, who may open every configured account.
 */
export function decide(identity: Identity, verb: Verb, _scope: Scope): Decision {
  if (!Object.hasOwn(reads, verb)) return { allowed: false, reason: 'Nobody was given this permission.' }
  switch (identity.kind) {
    case 'local':
      return identity.access === 'full' || reads[verb]
        ? { allowed: true }
        : { allowed: false, reason: 'This console is set to read only, so it changes nothing.' }
    default:
      return { allowed: false, reason: 'This identity is not known here.' }
  }
}

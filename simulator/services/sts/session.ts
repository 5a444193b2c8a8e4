import type { Credentials } from '@aws-sdk/client-sts'
import { hex } from '../../random.ts'
import { temporaryKey } from '../../wire/caller.ts'
import type { Call } from '../../wire/service.ts'
import type { Slice } from '../../world.ts'
import { tokenOf, type Identity } from './identity.ts'

const issued: Slice<{ turn: number }> = { name: 'sts', make: () => ({ turn: 0 }) }

/** Keys that stand for an identity, for `seconds` of the world's time. */
export function credentialsFor(identity: Identity, seconds: number, { world }: Call): Credentials {
  const turn = ++world.slice(issued).turn
  return {
    AccessKeyId: temporaryKey(identity.account, world.seed, turn),
    SecretAccessKey: hex(40, world.seed, 'secret', identity.arn, turn),
    SessionToken: tokenOf(identity, turn),
    Expiration: new Date(world.now + seconds * 1000),
  }
}

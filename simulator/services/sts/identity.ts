import { hex } from '../../random.ts'
import { accountOf } from '../../wire/caller.ts'
import type { Call } from '../../wire/service.ts'

/** Who a caller is, as GetCallerIdentity says it. */
export type Identity = { account: string; arn: string; userId: string }

/** A principal's id as AWS writes them: a prefix (`AIDA` user, `AROA` role) and 17 capitals and digits. */
export const principalId = (prefix: 'AIDA' | 'AROA', name: string) =>
  prefix + hex(17, 0, prefix, name).toUpperCase()

/** The user behind a long-lived key. Never the root user: nobody should work as that. */
function userOf(account: string): Identity {
  const name = 'quayside'
  return {
    account,
    arn: `arn:aws:iam::${account}:user/${name}`,
    userId: principalId('AIDA', `${account}/${name}`),
  }
}

/** A session token carries who it stands for, so every region's world knows it. */
export const tokenOf = (identity: Identity, turn: number) =>
  Buffer.from(JSON.stringify({ ...identity, turn })).toString('base64')

export function identityOf({ accessKeyId, sessionToken }: Call): Identity {
  const account = accountOf(accessKeyId)
  const carried = sessionToken ? readToken(sessionToken) : undefined
  return carried?.account === account ? carried : userOf(account)
}

function readToken(token: string): Identity | undefined {
  try {
    const value = JSON.parse(Buffer.from(token, 'base64').toString('utf8')) as Partial<Identity> | null
    const { account, arn, userId } = value ?? {}
    return account && arn && userId ? { account, arn, userId } : undefined
  } catch {
    return undefined
  }
}

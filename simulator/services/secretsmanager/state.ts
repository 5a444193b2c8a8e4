import type { Tag } from '@aws-sdk/client-secrets-manager'
import { hash } from '../../random.ts'
import type { Slice, World } from '../../world.ts'

/** A secret's description. The simulator keeps no secret values at all. */
export type Secret = {
  arn: string
  name: string
  description: string
  createdAt: number
  lastChangedAt: number
  tags: Tag[]
}

/** Secrets by name. */
export const secrets: Slice<Map<string, Secret>> = { name: 'secretsmanager', make: () => new Map() }

/** Makes a secret and returns its ARN, which ends with six characters of AWS's choosing. */
export function addSecret(
  world: World,
  name: string,
  createdAt: number,
  description = '',
  tags: Record<string, string> = {},
): string {
  const arn = `arn:aws:secretsmanager:${world.region}:${world.account}:secret:${name}-${suffix(world, name)}`
  world.slice(secrets).set(name, {
    arn,
    name,
    description,
    createdAt,
    lastChangedAt: createdAt,
    tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  })
  return arn
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

function suffix(world: World, name: string): string {
  return Array.from(
    { length: 6 },
    (_, i) => letters[hash(world.seed, world.account, name, i) % letters.length],
  ).join('')
}

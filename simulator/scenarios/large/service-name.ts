import { hash } from '../../random.ts'
import type { Team } from './teams.ts'

/** What a service does: it decides whether somebody can call it and how its containers behave. */
export const roles = [
  'api',
  'web',
  'bff',
  'gateway',
  'admin',
  'worker',
  'consumer',
  'indexer',
  'sync',
  'scheduler',
  'exporter',
  'cache',
  'webhook',
  'stream',
  'projector',
  'notifier',
] as const

export type Role = (typeof roles)[number]

export type ServiceName = { name: string; role: Role; noun: string }

/** The `n`th attempt at a name for the `i`th service of a team in a cluster; one role is as likely as another. */
export function serviceName(
  seed: number,
  { team, cluster, i, n }: { team: Team; cluster: string; i: number; n: number },
): ServiceName {
  const draw = (what: string, most: number) => hash(seed, cluster, team.name, what, i, n) % most
  const role = roles[draw('role', roles.length)]!
  const noun = team.nouns[draw('noun', team.nouns.length)]!
  const plain = nameBy(team, noun, role, draw('mark', 1000))
  // When most plain names are taken, services have numbers, as they do where teams split and merge.
  return { name: n < 8 ? plain : `${plain}-${2 + draw('number', 98)}`, role, noun: noun.toLowerCase() }
}

const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1)

function nameBy({ name, habit }: Team, noun: string, role: Role, mark: number): string {
  if (habit === 'short') return `${noun}-${role}`
  if (habit === 'snake') return `${name.replaceAll('-', '_')}_${noun}_${role}`
  if (habit === 'pascal') return `${noun}${capital(role)}`
  if (habit === 'prefixed') return `svc-${name}-${noun}-${role}`
  if (habit === 'versioned') return `${name}-${noun}-${role}-v${1 + (mark % 4)}`
  if (habit === 'regional') return `${noun}-${role}-${['eu', 'uk', 'nordics', 'us'][mark % 4]}`
  return `${name}-${noun}-${role}`
}

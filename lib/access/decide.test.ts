import { describe, expect, test } from 'vitest'
import type { Verb } from '@/lib/api/endpoint'
import { decide } from './decide'
import { type Identity, identityOf } from './identity'

const scope = { account: 'demo', region: 'eu-west-1' }
const writes: Verb[] = ['service:scale', 'service:deploy', 'task:stop']

describe('what an identity may do', () => {
  test.each<[Identity['access'], Verb, boolean]>([
    ['full', 'read', true],
    ['read-only', 'read', true],
    ...writes.map((verb): [Identity['access'], Verb, boolean] => ['full', verb, true]),
    ...writes.map((verb): [Identity['access'], Verb, boolean] => ['read-only', verb, false]),
  ])('local, %s: %s → %s', (access, verb, allowed) => {
    expect(decide({ kind: 'local', access }, verb, scope).allowed).toBe(allowed)
  })

  test('a refusal says why in words', () => {
    expect(decide({ kind: 'local', access: 'read-only' }, 'task:stop', scope)).toEqual({
      allowed: false,
      reason: expect.stringContaining('read only'),
    })
  })

  test.each(['cluster:delete', '__proto__', 'constructor', ''])(
    'a verb nobody decided on (%j) is refused',
    (verb) => {
      expect(decide({ kind: 'local', access: 'full' }, verb as Verb, scope).allowed).toBe(false)
    },
  )

  test('an identity of an unknown kind is refused', () => {
    const stranger = { kind: 'stranger', access: 'full' } as unknown as Identity
    expect(decide(stranger, 'read', scope).allowed).toBe(false)
  })

  test('access comes from the settings', () => {
    expect(identityOf({ kind: 'local' }, { access: 'read-only' })).toEqual({
      kind: 'local',
      access: 'read-only',
    })
  })
})

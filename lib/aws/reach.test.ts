import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Problem } from '@/lib/api/error'
import { answeredAt, outOfReach } from './connection'
import { describeServices } from './ecs-services'
import { describeTargetHealth } from './elbv2'
import { isNoAnswer, newReach, noteAnswered, noteUnanswered, whyAway } from './reach'
import { configure, startWire, type Wire, type WireReply } from './test-wire'

const silence: Problem = { code: 'unavailable', message: 'the connection was refused' }

describe('out of reach', () => {
  test('is what gave no answer to three reads in a row, and to none for five seconds', () => {
    const reach = newReach()
    noteAnswered(reach, 0)
    noteUnanswered(reach, silence)
    noteUnanswered(reach, silence)
    expect(whyAway(reach, 60_000, 1)).toBeUndefined()
    noteUnanswered(reach, { ...silence, message: 'another' })
    expect(whyAway(reach, 4_999, 1)).toBeUndefined()
    expect(whyAway(reach, 5_000, 1)).toBe(silence)
    expect(whyAway(reach, 1_000, 0.2)).toBe(silence)
  })

  test('is over with the first answer', () => {
    const reach = newReach()
    for (let n = 0; n < 9; n += 1) noteUnanswered(reach, silence)
    expect(whyAway(reach, 10_000, 1)).toBe(silence)
    noteAnswered(reach, 10_000)
    expect(whyAway(reach, 60_000, 1)).toBeUndefined()
  })

  test.each([
    ['unavailable', {}, true],
    ['timed_out', {}, true],
    // Of the credentials, not of one action.
    ['forbidden', {}, true],
    ['forbidden', { iamAction: 'ecs:ListClusters' }, false],
    ['throttled', {}, false],
    ['not_found', {}, false],
    ['invalid_request', {}, false],
  ] as const)('%s %j: no answer: %s', (code, more, expected) => {
    expect(isNoAnswer({ code, message: '', ...more })).toBe(expected)
  })
})

describe('over the wire', () => {
  let wire: Wire
  let down: { ecs: boolean; elbv2: boolean }
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['performance'], shouldAdvanceTime: true })
    down = { ecs: false, elbv2: false }
    wire = await startWire(({ operation, input }): WireReply => {
      const isEcs = operation === 'DescribeServices'
      if (isEcs ? down.ecs : down.elbv2) return { status: 502, body: '<html>Bad Gateway</html>' }
      if (isEcs)
        return {
          body: { services: (input.services as string[]).map((serviceName) => ({ serviceName })) },
        }
      return {
        headers: { 'content-type': 'text/xml' },
        body: `<DescribeTargetHealthResponse><DescribeTargetHealthResult><TargetHealthDescriptions/>
          </DescribeTargetHealthResult></DescribeTargetHealthResponse>`,
      }
    })
  })
  afterEach(async () => {
    vi.useRealTimers()
    await wire.close()
  })

  const arn = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/0123456789abcdef'
  async function rounds(scope: ReturnType<typeof configure>, count: number) {
    for (let n = 0; n < count; n += 1) {
      vi.advanceTimersByTime(15_000)
      await Promise.all([describeServices(scope, 'c', ['web'], {}), describeTargetHealth(scope, arn)])
    }
    const services = await describeServices(scope, 'c', ['web', 'other'], {})
    return { service: services.get('web'), other: services.get('other') }
  }

  test('what was read before is kept, young as it is, and marked; what was never read is an error', async () => {
    const scope = configure(wire.endpoint)
    expect((await rounds(scope, 1)).service).toMatchObject({ ok: true })
    const before = answeredAt(scope)
    down = { ecs: true, elbv2: true }
    const { service } = await rounds(scope, 2)
    expect(service).toMatchObject({ ok: true, away: true, error: { code: 'unavailable' } })
    expect(outOfReach(scope)?.message).toMatch(/\(502\)/)
    expect(answeredAt(scope)).toBe(before)
    // A fact that nobody asked for again since says the same.
    const rest = (await describeServices(scope, 'c', ['web'], { freshness: 'fixed' })).get('web')
    expect(rest).toMatchObject({ ok: true, away: true })
    down = { ecs: false, elbv2: false }
    const { service: again } = await rounds(scope, 1)
    expect(again).toMatchObject({ ok: true })
    expect(again).not.toHaveProperty('away')
    expect(outOfReach(scope)).toBeUndefined()
  })

  test('one service out of reach takes only its own facts with it', async () => {
    const scope = configure(wire.endpoint)
    await rounds(scope, 1)
    down.ecs = true
    const { service } = await rounds(scope, 4)
    expect(service).toMatchObject({ ok: true, away: true })
    expect(outOfReach(scope)).toBeUndefined()
    expect(outOfReach(scope, 'ecs')).toMatchObject({ code: 'unavailable' })
    const targets = await describeTargetHealth(scope, arn)
    expect(targets.ok).toBe(true)
    expect(targets).not.toHaveProperty('away')
  })
})

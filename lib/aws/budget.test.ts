import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fromAfar } from './look'
import { bucketUses } from './connection'
import { describeServices, listServiceArns } from './ecs-services'
import { describeTask, describeTasks } from './ecs-tasks'
import { describeTargetHealth } from './elbv2'
import { configure, startWire, type Wire, type WireReply } from './test-wire'

let wire: Wire
// The console's clock goes on by itself, and can be moved: what is known grows old without waiting.
beforeEach(() => vi.useFakeTimers({ toFake: ['performance'], shouldAdvanceTime: true }))
afterEach(async () => {
  vi.useRealTimers()
  await wire.close()
})

const names = (count: number) => Array.from({ length: count }, (_, index) => `s${index}`)
const asked = (from = 0) =>
  wire
    .of('DescribeServices')
    .slice(from)
    .flatMap(({ input }) => input.services as string[])
const described = ({ input }: { input: Record<string, unknown> }): WireReply => ({
  body: {
    services: (input.services as string[]).map((serviceName) => ({ serviceName, serviceArn: serviceName })),
  },
})
const throttled: WireReply = {
  status: 400,
  body: { __type: 'ThrottlingException', message: 'Rate exceeded' },
}

describe('what is read again', () => {
  test('a quiet service rests; one on the move rests less, one in the news not at all', async () => {
    wire = await startWire(described)
    const scope = configure(wire.endpoint, [{}], 1, 0.25)
    const look = { freshness: 'steady', urgency: 'background' } as const
    const all = names(300)
    await describeServices(scope, 'c', all, look)
    expect(asked()).toHaveLength(300)
    vi.advanceTimersByTime(5_000)
    await describeServices(scope, 'c', all, { ...look, soon: new Set(['s1']), news: new Set(['s2']) })
    expect(asked(30)).toEqual(['s1', 's2'])
    vi.advanceTimersByTime(1_000)
    await describeServices(scope, 'c', all, { ...look, soon: new Set(['s1']) })
    expect(asked(31)).toEqual([])
    // Nothing of it is older than that in the end.
    vi.advanceTimersByTime(240_000)
    await describeServices(scope, 'c', all, look)
    await expect.poll(() => new Set(asked(31)).size, { timeout: 5_000 }).toBeGreaterThan(10)
  })

  test('a fact that is known is given at once, though its reading hangs', async () => {
    let hangs = false
    wire = await startWire((call) => (hangs ? { broken: 'hang' } : described(call)))
    const scope = configure(wire.endpoint)
    await describeServices(scope, 'c', ['web'], fromAfar())
    hangs = true
    vi.advanceTimersByTime(20_000)
    const read = (await describeServices(scope, 'c', ['web'], fromAfar())).get('web')
    expect(read).toMatchObject({ ok: true, value: { serviceName: 'web' } })
    expect(wire.calls).toHaveLength(2)
  })

  test('what is not known when the time is up is pending, not absent', async () => {
    wire = await startWire(() => ({ broken: 'hang' }))
    const scope = configure(wire.endpoint)
    const reads = await describeServices(scope, 'c', ['web'], {
      urgency: 'listed',
      until: performance.now() + 50,
    })
    expect(reads.get('web')).toMatchObject({ ok: false, pending: true, error: { code: 'unavailable' } })
  })
})

describe('who goes first', () => {
  test('who looks at a service does not wait behind the rest of the estate, and rides along with it', async () => {
    wire = await startWire(described)
    const scope = configure(wire.endpoint, [{}], 1, 0.05)
    const sweep = describeServices(scope, 'c', names(200), fromAfar())
    await expect.poll(() => wire.calls.length).toBeGreaterThan(0)
    const before = wire.calls.length
    await describeServices(scope, 'c', ['s199'], { urgency: 'visible' })
    const own = wire.calls
      .slice(before)
      .findIndex(({ input }) => (input.services as string[]).includes('s199'))
    // Of the sweep's twenty calls, the five of the burst may have set out before.
    expect(own).toBeLessThanOrEqual(5)
    expect(wire.calls[before + own]?.input.services).toHaveLength(10)
    await sweep
  })

  test('two loaders of one operation do not take each other’s answers', async () => {
    const taskArn = 'arn:aws:ecs:eu-west-1:111122223333:task/c/t1'
    wire = await startWire(({ input }) => ({
      body: {
        tasks: [{ taskArn, lastStatus: 'RUNNING', pullStartedAt: 1, tags: input.include ? [] : undefined }],
      },
    }))
    const scope = configure(wire.endpoint)
    const [listed, whole] = await Promise.all([
      describeTasks(scope, 'c', ['t1'], {}),
      describeTask(scope, 'c', 't1'),
    ])
    expect(listed.get('t1')).toMatchObject({ ok: true, value: { lastStatus: 'RUNNING' } })
    expect(whole).toMatchObject({ ok: true, value: { pullStartedAt: new Date(1_000) } })
  })
})

describe('when AWS throttles', () => {
  test('the rate is halved and grows back, and it is told', async () => {
    let first = true
    wire = await startWire((call) => {
      const answer = first ? throttled : described(call)
      first = false
      return answer
    })
    const scope = configure(wire.endpoint, [{}], 1, 0.25)
    await describeServices(scope, 'c', ['web'], {})
    const use = () => bucketUses(scope).find(({ name }) => name === 'ECS service read')
    expect(use()).toMatchObject({ callsLastMinute: 2, throttledLastMinute: 1, limit: 20 })
    expect(use()?.allowed).toBeLessThan(5)
    vi.advanceTimersByTime(10_000)
    expect(use()).toMatchObject({ allowed: 5 })
  })

  test('what is throttled for good costs few calls more than without: tries again are a fifth at most', async () => {
    wire = await startWire(() => throttled)
    const scope = configure(wire.endpoint)
    const groups = Array.from({ length: 40 }, (_, index) => `arn:target-group/${index}`)
    await Promise.all(groups.map((arn) => describeTargetHealth(scope, arn)))
    // Twenty are at hand for a start: see `retry-budget.ts`.
    expect(wire.calls.length).toBeLessThanOrEqual(40 + 20 + 40 * 0.2 * 1.5)
    expect(wire.calls.length).toBeGreaterThanOrEqual(40)
  })

  test('a throttled list is partial or an error, never none', async () => {
    wire = await startWire(() => throttled)
    const read = await listServiceArns(configure(wire.endpoint), 'c')
    expect(read).toMatchObject({ ok: false, error: { code: 'throttled' } })
  })
})

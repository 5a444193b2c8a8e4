import { afterEach, expect, test } from 'vitest'
import { describeScalableTarget } from './application-auto-scaling'
import { drop } from './cache'
import { describeCluster } from './ecs-clusters'
import { describeService } from './ecs-services'
import { describeTask } from './ecs-tasks'
import { configure, startWire, type Wire, type WireReply } from './test-wire'

let wire: Wire
afterEach(() => wire.close())

const arn = (name: string) => `arn:aws:ecs:eu-west-1:111122223333:service/c/${name}`
const describe = (names: unknown) => ({
  body: {
    services: (names as string[]).map((serviceName) => ({ serviceName, serviceArn: arn(serviceName) })),
    failures: [],
  },
})
const names = (count: number) => Array.from({ length: count }, (_, index) => `s${index}`)

test('services asked for in one tick are described ten a call, each once', async () => {
  wire = await startWire(({ input }) => describe(input.services))
  const scope = configure(wire.endpoint)
  const asked = [...names(25), ...names(25), arn('s3')]
  const reads = await Promise.all(asked.map((name) => describeService(scope, 'c', name)))
  expect(reads.map((read) => read.ok && read.value?.serviceName)).toEqual([...names(25), ...names(25), 's3'])
  const sizes = wire.calls.map(({ input }) => (input.services as string[]).length)
  expect(sizes.toSorted((a, b) => a - b)).toEqual([5, 10, 10])
  expect(wire.calls[0]?.input).toMatchObject({ cluster: 'c', include: ['TAGS'] })
})

test('calls do not mix clusters', async () => {
  wire = await startWire(({ input }) => describe(input.services))
  const scope = configure(wire.endpoint)
  await Promise.all([describeService(scope, 'a', 'web'), describeService(scope, 'b', 'web')])
  expect(
    wire.calls.map(({ input }) => input.cluster as string).toSorted((a, b) => a.localeCompare(b)),
  ).toEqual(['a', 'b'])
})

test('tasks and clusters go a hundred a call, scalable targets fifty', async () => {
  wire = await startWire(({ operation, input }): WireReply => {
    if (operation === 'DescribeTasks')
      return { body: { tasks: (input.tasks as string[]).map((id) => ({ taskArn: `arn:x:task/c/${id}` })) } }
    if (operation === 'DescribeClusters')
      return { body: { clusters: (input.clusters as string[]).map((clusterName) => ({ clusterName })) } }
    return { body: { ScalableTargets: [] } }
  })
  const scope = configure(wire.endpoint)
  await Promise.all(names(101).map((name) => describeTask(scope, 'c', name)))
  await Promise.all(names(101).map((name) => describeCluster(scope, name)))
  const targets = await Promise.all(names(51).map((name) => describeScalableTarget(scope, 'c', name)))
  expect(wire.of('DescribeTasks')).toHaveLength(2)
  expect(wire.of('DescribeClusters')).toHaveLength(2)
  expect(wire.of('DescribeScalableTargets')).toHaveLength(2)
  expect(targets.every((read) => read.ok && read.value === null)).toBe(true)
})

test('one that is missing is null, one that AWS could not describe or left out is an error; the rest is told', async () => {
  wire = await startWire(() => ({
    body: {
      services: [{ serviceName: 'web' }, { serviceName: 'web', desiredCount: 7 }],
      failures: [
        { arn: arn('gone'), reason: 'MISSING' },
        { arn: arn('odd'), reason: 'INTERNAL', detail: 'try later' },
      ],
    },
  }))
  const scope = configure(wire.endpoint)
  const [web, gone, odd, silent] = await Promise.all(
    ['web', 'gone', 'odd', 'silent'].map((name) => describeService(scope, 'c', name)),
  )
  expect(web).toMatchObject({ ok: true, value: { serviceName: 'web' } })
  expect(web?.ok && web.value?.desiredCount).toBeUndefined()
  expect(gone).toMatchObject({ ok: true, value: null })
  expect(odd).toEqual({
    ok: false,
    error: { code: 'unavailable', message: 'AWS could not describe odd: try later.' },
  })
  expect(silent).toMatchObject({ ok: false, error: { code: 'unavailable' } })
})

test('what is fresh or under way is shared; a fresher asker or a write makes it be read anew', async () => {
  let release: (() => void) | undefined
  const gate = new Promise<void>((resolve) => (release = resolve))
  let desiredCount = 0
  wire = await startWire(async () => {
    if (wire.calls.length === 1) await gate
    desiredCount += 1
    return { body: { services: [{ serviceName: 'web', desiredCount }] } }
  })
  const scope = configure(wire.endpoint)
  const first = describeService(scope, 'c', 'web')
  const second = new Promise((resolve) => setImmediate(resolve)).then(() =>
    describeService(scope, 'c', 'web'),
  )
  await new Promise((resolve) => setImmediate(resolve))
  release?.()
  expect(await first).toEqual(await second)
  await describeService(scope, 'c', 'web', { freshness: 'live' })
  expect(wire.calls).toHaveLength(1)
  expect(await describeService(scope, 'c', 'web', { pastCache: true })).toMatchObject({
    value: { desiredCount: 2 },
  })
  drop(scope, 'ecs/other/')
  expect(await describeService(scope, 'c', 'web')).toMatchObject({ value: { desiredCount: 2 } })
  drop(scope, 'ecs/c/')
  expect(await describeService(scope, 'c', 'web')).toMatchObject({ value: { desiredCount: 3 } })
})

/** A far end whose answers are let go one by one, in any order; the nth says `desiredCount: n`. */
async function gated() {
  const gates: (() => void)[] = []
  wire = await startWire(async () => {
    const desiredCount = wire.calls.length
    await new Promise<void>((resolve) => gates.push(resolve))
    return { body: { services: [{ serviceName: 'web', desiredCount }] } }
  })
  const arrived = async (count: number) => {
    while (gates.length < count) await new Promise((resolve) => setImmediate(resolve))
  }
  return { scope: configure(wire.endpoint), arrived, release: (count: number) => gates[count - 1]?.() }
}

test('a call that set out before a write does not pass for one after it', async () => {
  const { scope, arrived, release } = await gated()
  const before = describeService(scope, 'c', 'web')
  await arrived(1)
  drop(scope, 'ecs/c/')
  const after = describeService(scope, 'c', 'web')
  await arrived(2)
  release(2)
  expect(await after).toMatchObject({ value: { desiredCount: 2 } })
  release(1)
  expect(await before).toMatchObject({ value: { desiredCount: 1 } })
  expect(await describeService(scope, 'c', 'web')).toMatchObject({ value: { desiredCount: 2 } })
})

test('a slow, older answer does not replace what was read past the cache meanwhile', async () => {
  const { scope, arrived, release } = await gated()
  const slow = describeService(scope, 'c', 'web')
  await arrived(1)
  const later = describeService(scope, 'c', 'web', { pastCache: true })
  await arrived(2)
  release(2)
  expect(await later).toMatchObject({ value: { desiredCount: 2 } })
  release(1)
  await slow
  expect(await describeService(scope, 'c', 'web')).toMatchObject({ value: { desiredCount: 2 } })
})

test('two principals never share, the same region and names notwithstanding', async () => {
  wire = await startWire(({ input }) => describe(input.services))
  const scope = configure(wire.endpoint, [
    {},
    { credentials: { accessKeyId: '444455556666', secretAccessKey: 'test' } },
  ])
  await Promise.all([
    describeService(scope, 'c', 'web'),
    describeService({ ...scope, account: 'test1' }, 'c', 'web'),
  ])
  expect(wire.calls).toHaveLength(2)
})

test('an unknown account or region is a not_found, without a call', async () => {
  wire = await startWire(() => ({ body: {} }))
  const scope = configure(wire.endpoint)
  for (const other of [
    { ...scope, account: 'nobody' },
    { ...scope, region: 'us-east-1' },
  ])
    expect(await describeService(other, 'c', 'web')).toMatchObject({
      ok: false,
      error: { code: 'not_found' },
    })
  expect(wire.calls).toHaveLength(0)
})

test('refused batches of many clusters at once do not wait for each other for ever', async () => {
  let refuses = true
  wire = await startWire(({ input }): WireReply => {
    if (!refuses) return describe(input.services)
    return { status: 400, body: { __type: 'InvalidParameterException', message: 'not one of these' } }
  })
  const scope = configure(wire.endpoint)
  const clusters = names(12)
  const reads = await Promise.all(
    clusters.flatMap((cluster) => names(2).map((name) => describeService(scope, cluster, name))),
  )
  expect(reads.map((read) => !read.ok && read.error.code)).toEqual(Array(24).fill('invalid_request'))
  // The twelve batches, and each of their names alone.
  expect(wire.calls).toHaveLength(36)
  refuses = false
  expect(await describeService(scope, 'other', 'web')).toMatchObject({ ok: true })
})

test('each key of a refused batch is told as soon as it is known', async () => {
  let answered = 0
  wire = await startWire(({ input }): WireReply => {
    const [name, another] = input.services as string[]
    if (another !== undefined)
      return { status: 400, body: { __type: 'InvalidParameterException', message: 'not one of these' } }
    answered += 1
    return describe([name])
  })
  const scope = configure(wire.endpoint)
  const came = await Promise.all(
    names(3).map(async (name) => {
      const { ok } = await describeService(scope, 'c', name)
      return { name, ok, answered }
    }),
  )
  expect(came).toEqual(names(3).map((name, index) => ({ name, ok: true, answered: index + 1 })))
})

import { afterEach, expect, test } from 'vitest'
import { describeRules } from './elbv2'
import { listServiceArns } from './ecs-services'
import { configure, startWire, type Wire } from './test-wire'

let wire: Wire
afterEach(() => wire.close())

const arns = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `arn:x:service/c/s${from + index}`)

test('a list is followed to its end, whatever size its pages have', async () => {
  wire = await startWire(({ input }) => {
    const from = Number(input.nextToken ?? 0)
    return {
      body: {
        serviceArns: arns(from, Math.min(from + 10, 25)),
        nextToken: from < 20 ? `${from + 10}` : null,
      },
    }
  })
  const scope = configure(wire.endpoint)
  const read = await listServiceArns(scope, 'c')
  expect(read).toMatchObject({ ok: true, value: arns(0, 25) })
  expect(read).not.toHaveProperty('error')
  expect(wire.calls.map(({ input }) => input.maxResults)).toEqual([100, 100, 100])
})

const page = (rule: string, marker: string) =>
  `<R><DescribeRulesResult><Rules><member><RuleArn>${rule}</RuleArn></member></Rules>${marker}</DescribeRulesResult></R>`

test('query services are followed by marker', async () => {
  wire = await startWire(({ input }) => ({
    body: input.Marker === undefined ? page('a', '<NextMarker>m</NextMarker>') : page('b', ''),
  }))
  const read = await describeRules(configure(wire.endpoint), 'arn:x')
  expect(read.ok && read.value.map(({ RuleArn }) => RuleArn)).toEqual(['a', 'b'])
})

test('a token that comes again ends the list, which says that it is not all; names that come twice are one', async () => {
  wire = await startWire(() => ({
    body: { serviceArns: [...arns(0, 2), null, ...arns(1, 3)], nextToken: 'again' },
  }))
  const read = await listServiceArns(configure(wire.endpoint), 'c')
  expect(wire.calls).toHaveLength(2)
  expect(read).toMatchObject({
    ok: true,
    value: arns(0, 3),
    error: { code: 'unavailable', message: expect.stringContaining('only the first 3') },
  })
})

test('a list that goes in circles under new tokens is cut, and says so', async () => {
  wire = await startWire(() => ({
    body: { serviceArns: ['arn:x:service/c/web'], nextToken: `${wire.calls.length}` },
  }))
  const read = await listServiceArns(configure(wire.endpoint), 'c')
  expect(wire.calls).toHaveLength(11)
  expect(read).toMatchObject({ ok: true, value: ['arn:x:service/c/web'], error: { code: 'unavailable' } })
})

test('empty pages between full ones are followed', async () => {
  wire = await startWire(({ input }) => {
    const page = Number(input.nextToken ?? 0)
    return {
      body: {
        serviceArns: page === 5 ? arns(0, 1) : [],
        ...(page < 5 && { nextToken: `${page + 1}` }),
      },
    }
  })
  const read = await listServiceArns(configure(wire.endpoint), 'c')
  expect(read).toMatchObject({ ok: true, value: arns(0, 1) })
  expect(read).not.toHaveProperty('error')
})

test('a page that fails fails the list: some pages are not a list', async () => {
  wire = await startWire(({ input }) =>
    input.nextToken === undefined
      ? { body: { serviceArns: arns(0, 10), nextToken: '10' } }
      : { status: 400, body: { __type: 'AccessDeniedException', message: 'no' } },
  )
  expect(await listServiceArns(configure(wire.endpoint), 'c')).toMatchObject({ ok: false })
})

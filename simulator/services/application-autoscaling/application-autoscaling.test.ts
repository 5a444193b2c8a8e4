import { ApplicationAutoScaling } from '@aws-sdk/client-application-auto-scaling'
import { CloudWatch } from '@aws-sdk/client-cloudwatch'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../../server.ts'
import { runningService } from '../running-service.ts'
import { errorCode } from '../test-world.ts'

const minute = 60_000
const now = Date.UTC(2026, 8, 21, 12)
let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ now })
})
afterAll(() => simulator.close())

const target = {
  ServiceNamespace: 'ecs',
  ResourceId: 'service/shop/web',
  ScalableDimension: 'ecs:service:DesiredCount',
} as const

test('a desired count outside the bounds is brought back, with the event and the activity', async () => {
  const { world, client, ecs, desired } = await runningService(simulator, '600000000001', {})
  const scaling = new ApplicationAutoScaling(client)
  expect(
    await errorCode(
      scaling.registerScalableTarget({
        ...target,
        ResourceId: 'service/shop/none',
        MinCapacity: 1,
        MaxCapacity: 2,
      }),
    ),
  ).toBe('ValidationException')
  await scaling.registerScalableTarget({ ...target, MinCapacity: 3, MaxCapacity: 6 })
  expect(await desired()).toBe(3)
  await ecs.updateService({ cluster: 'shop', service: 'web', desiredCount: 9 })
  world.advance(2 * minute)
  expect(await desired()).toBe(6)
  const { ScalingActivities = [] } = await scaling.describeScalingActivities({ ServiceNamespace: 'ecs' })
  expect(ScalingActivities.map((activity) => activity.Description)).toEqual([
    'Setting desired count to 6.',
    'Setting desired count to 3.',
  ])
  const { services } = await ecs.describeServices({ cluster: 'shop', services: ['web'] })
  expect(services?.[0]?.events?.map((event) => event.message)).toContainEqual(
    expect.stringContaining('Successfully set desired count to 6'),
  )
  const { ScalableTargets } = await scaling.describeScalableTargets({ ServiceNamespace: 'ecs' })
  expect(ScalableTargets).toMatchObject([{ MinCapacity: 3, MaxCapacity: 6, ResourceId: target.ResourceId }])
  await scaling.deregisterScalableTarget(target)
  await ecs.updateService({ cluster: 'shop', service: 'web', desiredCount: 9 })
  world.advance(2 * minute)
  expect(await desired()).toBe(9)
})

test('target tracking follows CPU out and in, and shows its alarms', async () => {
  let load = 0.9
  const { world, client, desired } = await runningService(simulator, '600000000002', {
    nominalTasks: 2,
    cpu: () => load,
  })
  const scaling = new ApplicationAutoScaling(client)
  await scaling.registerScalableTarget({ ...target, MinCapacity: 2, MaxCapacity: 8 })
  const { Alarms = [] } = await scaling.putScalingPolicy({
    ...target,
    PolicyName: 'cpu',
    PolicyType: 'TargetTrackingScaling',
    TargetTrackingScalingPolicyConfiguration: {
      TargetValue: 50,
      PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
    },
  })
  expect(Alarms).toHaveLength(2)
  world.advance(30 * minute)
  // 2 tasks × 90 % are 4 tasks × 45 %: what 50 % needs.
  expect(await desired()).toBe(4)
  load = 0.2
  world.advance(60 * minute)
  expect(await desired()).toBe(2)
  const { ScalingActivities = [] } = await scaling.describeScalingActivities(target)
  expect(ScalingActivities.at(-1)?.Cause).toMatch(/AlarmHigh.* triggered policy cpu$/)
  const cloudwatch = new CloudWatch(client)
  const { MetricAlarms = [] } = await cloudwatch.describeAlarms({ AlarmNamePrefix: 'TargetTracking-' })
  expect(MetricAlarms.map((alarm) => alarm.StateValue)).toEqual(['OK', 'ALARM'])
  await scaling.deleteScalingPolicy({ ...target, PolicyName: 'cpu' })
  expect((await cloudwatch.describeAlarms({})).MetricAlarms).toEqual([])
})

test('a scheduled action sets the bounds at its time', async () => {
  const { world, client, desired } = await runningService(simulator, '600000000003', {})
  const scaling = new ApplicationAutoScaling(client)
  await scaling.registerScalableTarget({ ...target, MinCapacity: 1, MaxCapacity: 8 })
  await scaling.putScheduledAction({
    ...target,
    ScheduledActionName: 'evening',
    Schedule: 'cron(0 18 * * ? *)',
    ScalableTargetAction: { MinCapacity: 5 },
  })
  world.advance(5 * 60 * minute)
  expect(await desired()).toBe(2)
  world.advance(61 * minute)
  expect(await desired()).toBe(5)
  expect(
    await errorCode(scaling.putScheduledAction({ ...target, ScheduledActionName: 'x', Schedule: 'cron(x)' })),
  ).toBe('ValidationException')
})

import { expect, test } from 'vitest'
import { teachImage } from '../../../image.ts'
import { Trial } from '../trial.ts'
import { listServiceDeployments, describeServiceDeployments } from './service-deployments.ts'
import { updateService } from './update-service.ts'

test('a first deployment settles to one PRIMARY that is COMPLETED, and the service is steady', () => {
  const trial = new Trial()
  trial.revision('web')
  trial.service('web', { desiredCount: 3 })
  expect(trial.primary('web')).toMatchObject({
    rolloutState: 'IN_PROGRESS',
    desiredCount: 3,
    runningCount: 0,
  })
  trial.seconds(60)
  expect(trial.look('web')).toMatchObject({ runningCount: 3, pendingCount: 0 })
  expect(trial.look('web').deployments).toHaveLength(1)
  const { id, rolloutState, rolloutStateReason } = trial.primary('web')
  expect(rolloutState).toBe('COMPLETED')
  expect(rolloutStateReason).toBe(`ECS deployment ${id} completed.`)
  const events = trial.events('web')
  expect(events[0]).toBe('has reached a steady state.')
  expect(events[1]).toBe(`(deployment ${id}) deployment completed.`)
  expect(events[2]).toMatch(
    /^has started 3 tasks: \(task [0-9a-f]{32}\) \(task [0-9a-f]{32}\) \(task [0-9a-f]{32}\)\.$/,
  )
})

test('the steady state is told again every six hours while nothing changes', () => {
  const trial = new Trial()
  trial.revision('web')
  trial.service('web')
  trial.seconds(13 * 3600)
  expect(trial.events('web').filter((each) => each === 'has reached a steady state.')).toHaveLength(3)
})

test('steady states that nobody looked at are told in their order, once each, the newest hundred', () => {
  const trial = new Trial()
  trial.revision('web')
  trial.service('web')
  trial.seconds(40 * 86_400)
  const before = trial.look('web').events!
  expect(before).toHaveLength(100)
  expect(trial.look('web').events).toEqual(before)
  trial.call(updateService, { cluster: 'c', service: 'web', desiredCount: 3 })
  trial.seconds(60)
  trial.seconds(7 * 3600)
  const events = trial.look('web').events!
  expect(events).toHaveLength(100)
  expect(new Set(events.map((each) => each.id)).size).toBe(100)
  const times = events.map((each) => each.createdAt!.getTime())
  expect(times).toEqual([...times].sort((a, b) => b - a))
  const [again, steady, started, ...old] = events.map((each) => each.message!)
  expect(started).toMatch(/^\(service web\) has started 1 tasks/)
  expect(new Set([again, steady, ...old])).toEqual(new Set(['(service web) has reached a steady state.']))
  expect(events[1]!.createdAt!.getTime() - events[2]!.createdAt!.getTime()).toBeLessThan(60_000)
  expect(events.slice(3)).toEqual(before.slice(0, 97))
})

test.each([
  { minimumHealthyPercent: 100, maximumPercent: 200, least: 4, most: 8 },
  { minimumHealthyPercent: 100, maximumPercent: 125, least: 4, most: 5 },
  { minimumHealthyPercent: 50, maximumPercent: 100, least: 2, most: 4 },
  { minimumHealthyPercent: 50, maximumPercent: 150, least: 2, most: 6 },
  { minimumHealthyPercent: 0, maximumPercent: 100, least: 0, most: 4 },
])('a roll-out keeps within $minimumHealthyPercent–$maximumPercent percent', (limits) => {
  const { least, most, ...deploymentConfiguration } = limits
  const trial = new Trial()
  trial.revision('web')
  trial.service('web', { desiredCount: 4, deploymentConfiguration })
  trial.seconds(60)
  const taskDefinition = trial.revision('web')
  trial.call(updateService, { cluster: 'c', service: 'web', taskDefinition })
  let lowest = 4
  let highest = 4
  for (let second = 0; second < 300; second++) {
    trial.seconds(1)
    const { runningCount = 0, pendingCount = 0 } = trial.look('web')
    const live = trial.tasks({ serviceName: 'web' }).filter((each) => each.lastStatus === 'RUNNING').length
    lowest = Math.min(lowest, live)
    highest = Math.max(highest, trial.tasks({ serviceName: 'web' }).length)
    expect(runningCount + pendingCount).toBeGreaterThanOrEqual(0)
  }
  expect(lowest).toBeGreaterThanOrEqual(least)
  expect(highest).toBeLessThanOrEqual(most)
  // The limits are used, not only kept.
  expect([lowest === least, highest === most]).toContain(true)
  expect(trial.look('web').deployments).toHaveLength(1)
  expect(trial.primary('web')).toMatchObject({ rolloutState: 'COMPLETED', taskDefinition, runningCount: 4 })
})

test('old tasks stop with the reason and code of the scheduler', () => {
  const trial = new Trial()
  trial.revision('web')
  trial.service('web')
  trial.seconds(60)
  const { id } = trial.primary('web')
  trial.call(updateService, { cluster: 'c', service: 'web', forceNewDeployment: true })
  trial.seconds(120)
  const stopped = trial.tasks({ serviceName: 'web', desiredStatus: 'STOPPED' })
  expect(stopped).toHaveLength(2)
  for (const task of stopped) {
    expect(task).toMatchObject({
      stopCode: 'ServiceSchedulerInitiated',
      stoppedReason: `Scaling activity initiated by (deployment ${id})`,
      startedBy: id,
      lastStatus: 'STOPPED',
    })
    expect(task.containers![0]).toMatchObject({ lastStatus: 'STOPPED', exitCode: 143 })
  }
})

test('percentages that allow nothing are told as an event', () => {
  const trial = new Trial()
  trial.revision('web')
  trial.service('web', {
    desiredCount: 1,
    deploymentConfiguration: { minimumHealthyPercent: 60, maximumPercent: 110 },
  })
  trial.seconds(60)
  trial.call(updateService, { cluster: 'c', service: 'web', forceNewDeployment: true })
  trial.seconds(600)
  expect(trial.events('web')[0]).toContain('was unable to stop or start tasks during a deployment')
  expect(trial.look('web').deployments).toHaveLength(2)
})

const BREAKER = { deploymentCircuitBreaker: { enable: true, rollback: true } }

test('the circuit breaker rolls back to the last completed deployment', () => {
  const trial = new Trial()
  const good = trial.revision('web')
  trial.service('web', { desiredCount: 2, deploymentConfiguration: BREAKER })
  trial.seconds(60)
  teachImage(trial.world, 'broken', { pullError: 'image not found' })
  const bad = trial.revision('web', '', { image: 'broken:1' })
  trial.call(updateService, { cluster: 'c', service: 'web', taskDefinition: bad })
  trial.seconds(20)
  expect(trial.look('web').deployments).toHaveLength(2)
  const failedId = trial.primary('web').id
  trial.seconds(600)
  expect(trial.events('web')).toContain(`(deployment ${failedId}) deployment failed: tasks failed to start.`)
  const service = trial.look('web')
  expect(trial.events('web')).toContain(`rolling back to deployment ${service.deployments![0]!.id}.`)
  expect(service.deployments).toHaveLength(1)
  expect(service).toMatchObject({ taskDefinition: good, runningCount: 2 })
  expect(trial.primary('web')).toMatchObject({ rolloutState: 'COMPLETED', taskDefinition: good })
  const { serviceDeployments } = trial.call(listServiceDeployments, { cluster: 'c', service: 'web' })
  expect(serviceDeployments!.map((each) => each.status)).toEqual(['ROLLBACK_SUCCESSFUL', 'SUCCESSFUL'])
  const described = trial.call(describeServiceDeployments, {
    serviceDeploymentArns: serviceDeployments!.map((each) => each.serviceDeploymentArn!),
  })
  expect(described.serviceDeployments![0]!.deploymentCircuitBreaker).toEqual({
    status: 'TRIGGERED',
    failureCount: 3,
    threshold: 3,
  })
})

test('without rollback a failed deployment stays, and old tasks go on running', () => {
  const trial = new Trial()
  trial.revision('web')
  const deploymentConfiguration = { deploymentCircuitBreaker: { enable: true, rollback: false } }
  trial.service('web', { deploymentConfiguration })
  trial.seconds(60)
  teachImage(trial.world, 'broken', { pullError: 'image not found' })
  trial.call(updateService, {
    cluster: 'c',
    service: 'web',
    taskDefinition: trial.revision('web', '', { image: 'broken:1' }),
  })
  trial.seconds(3600)
  expect(trial.primary('web')).toMatchObject({
    rolloutState: 'FAILED',
    rolloutStateReason: 'ECS deployment circuit breaker: tasks failed to start.',
    runningCount: 0,
  })
  expect(trial.look('web').runningCount).toBe(2)
  expect(trial.tasks({ serviceName: 'web' })).toHaveLength(2)
  trial.call(updateService, { cluster: 'c', service: 'web', desiredCount: 1 })
  trial.seconds(60)
  expect(trial.look('web')).toMatchObject({ desiredCount: 1, runningCount: 1 })
})

test('a change that tasks are not made of starts no deployment', () => {
  const trial = new Trial()
  trial.revision('web')
  trial.service('web')
  trial.seconds(60)
  const { id } = trial.primary('web')
  trial.call(updateService, {
    cluster: 'c',
    service: 'web',
    desiredCount: 3,
    taskDefinition: 'web',
    enableExecuteCommand: true,
    deploymentConfiguration: { maximumPercent: 150 },
  })
  trial.seconds(60)
  expect(trial.primary('web')).toMatchObject({ id, runningCount: 3 })
})

test.each([
  [{ maximumPercent: 100 }, 'InvalidParameterException: Both maximumPercent and minimumHealthyPercent'],
  [{ maximumPercent: 99 }, 'InvalidParameterException: maximumPercent'],
  [{ strategy: 'CANARY' as const }, 'NotSimulated'],
])('the configuration %j is refused', (deploymentConfiguration, refusal) => {
  const trial = new Trial()
  trial.revision('web')
  trial.service('web')
  expect(trial.refusal(updateService, { cluster: 'c', service: 'web', deploymentConfiguration })).toContain(
    refusal,
  )
})

test('ECS neither rolls nor shows a rollout state for a service that CodeDeploy deploys', () => {
  const trial = new Trial()
  trial.revision('web')
  trial.service('web', { deploymentController: { type: 'CODE_DEPLOY' } })
  trial.seconds(60)
  expect(trial.look('web').runningCount).toBe(2)
  expect(trial.primary('web').rolloutState).toBeUndefined()
  expect(trial.refusal(updateService, { cluster: 'c', service: 'web', forceNewDeployment: true })).toContain(
    'InvalidParameterException',
  )
})

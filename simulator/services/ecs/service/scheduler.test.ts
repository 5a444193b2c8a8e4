import { describe, expect, test } from 'vitest'
import { teachImage } from '../../../image.ts'
import { updateContainerInstancesState } from '../instance/change-instances.ts'
import { livesOf } from '../task-history.ts'
import { stopTask } from '../task/stop-task.ts'
import { Trial } from '../trial.ts'
import { deleteService } from './delete-service.ts'
import { describeServices, listServices } from './describe-services.ts'
import { setDesiredCount, updateService } from './update-service.ts'

describe('tasks that fail', () => {
  test('those that ran and then exit are replaced at once, without throttle, failures or events of it', () => {
    const trial = new Trial()
    trial.revision('loop', 'sleep 30; exit 137')
    trial.service('loop', { desiredCount: 1 })
    trial.seconds(1800)
    const lives = livesOf(trial.world, { clusterName: 'c', serviceName: 'loop' }, 0, Infinity)
    expect(lives.length).toBeGreaterThan(25)
    expect(trial.primary('loop')).toMatchObject({ failedTasks: 0 })
    expect(trial.events('loop').join('\n')).not.toContain('unable to consistently')
    const [task] = trial.tasks({ serviceName: 'loop', desiredStatus: 'STOPPED' })
    expect(task).toMatchObject({
      stopCode: 'EssentialContainerExited',
      stoppedReason: 'Essential container in task exited',
    })
    expect(task!.containers![0]!.exitCode).toBe(137)
  })

  test('the circuit breaker does not trip on them', () => {
    const trial = new Trial()
    trial.revision('loop', 'sleep 3; exit 1')
    const deploymentConfiguration = { deploymentCircuitBreaker: { enable: true, rollback: true } }
    trial.service('loop', { deploymentConfiguration })
    trial.seconds(1800)
    expect(trial.primary('loop')).toMatchObject({ rolloutState: 'IN_PROGRESS', failedTasks: 0 })
  })

  test('those that never reach RUNNING are throttled up to 15 minutes and counted', () => {
    const trial = new Trial()
    teachImage(trial.world, 'gone', { pullError: 'not found' })
    trial.revision('mailer', '', { image: 'gone:1' })
    trial.service('mailer', { desiredCount: 1 })
    trial.seconds(6 * 3600)
    const lives = livesOf(trial.world, { clusterName: 'c', serviceName: 'mailer' }, 0, Infinity)
    expect(lives.length).toBeGreaterThan(20)
    expect(lives.length).toBeLessThan(40)
    const gaps = lives.slice(1).map((life, i) => life.createdAt - lives[i]!.createdAt)
    expect(Math.max(...gaps)).toBeLessThan(16 * 60_000)
    expect(gaps.at(-1)).toBeGreaterThan(14 * 60_000)
    expect(trial.primary('mailer').failedTasks).toBeGreaterThanOrEqual(lives.length - 1)
    expect(trial.events('mailer')).toContain('is unable to consistently start tasks successfully.')
    const [task] = trial.tasks({ serviceName: 'mailer', desiredStatus: 'STOPPED' })
    expect(task).toMatchObject({
      stopCode: 'TaskFailedToStart',
      stoppedReason: 'CannotPullContainerError: not found',
    })
    expect(task!.startedAt).toBeUndefined()
  })

  test('an unhealthy container is replaced, once its grace period is over', () => {
    const trial = new Trial()
    teachImage(trial.world, 'sick', { healthy: (_run, ageMs) => ageMs < 60_000 })
    const healthCheck = { command: ['CMD', 'true'], interval: 10, retries: 2 }
    trial.revision('sick', '', { image: 'sick:1', healthCheck })
    trial.service('sick', { desiredCount: 1, healthCheckGracePeriodSeconds: 300 })
    trial.seconds(240)
    expect(trial.tasks({ serviceName: 'sick' })[0]).toMatchObject({
      healthStatus: 'UNHEALTHY',
      lastStatus: 'RUNNING',
    })
    trial.seconds(180)
    const [task] = trial.tasks({ serviceName: 'sick', desiredStatus: 'STOPPED' })
    expect(task).toMatchObject({
      stopCode: 'ServiceSchedulerInitiated',
      stoppedReason: 'Task failed container health checks',
    })
  })
})

describe('on container instances', () => {
  test('what finds no room is told once in six hours, and placed when there is room', () => {
    const trial = new Trial()
    const instance = trial.instance({ memory: 1024 })
    trial.hosted('resizer', 256, 2048)
    trial.service('resizer', { launchType: 'EC2', desiredCount: 1 })
    trial.seconds(3600)
    expect(trial.events('resizer')).toEqual([
      `was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance ${instance.id}) has insufficient memory available. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.`,
    ])
    expect(trial.look('resizer')).toMatchObject({ runningCount: 0, pendingCount: 0 })
    trial.instance({ ec2InstanceId: 'i-0fedcba9876543210' })
    trial.seconds(30)
    expect(trial.look('resizer').runningCount).toBe(1)
  })

  test.each([
    ['cpu', { cpu: 100 }, 'has insufficient CPU units available.'],
    ['port', { attributes: [] }, 'is already using a port required by your task.'],
  ])('the closest instance lacks %s', (what, instance, text) => {
    const trial = new Trial()
    trial.instance(instance)
    trial.hosted('a', 512, 128, {
      portMappings: [{ containerPort: 80, hostPort: what === 'port' ? 8080 : 0 }],
    })
    trial.service('a', { launchType: 'EC2', desiredCount: 2 })
    trial.seconds(60)
    expect(trial.events('a').join('\n')).toContain(text)
  })

  test('a daemon has one task on each instance, and follows them', () => {
    const trial = new Trial()
    const first = trial.instance()
    trial.instance({ ec2InstanceId: 'i-2' })
    trial.hosted('agent', 64, 64)
    trial.service('agent', { launchType: 'EC2', schedulingStrategy: 'DAEMON' })
    trial.seconds(60)
    expect(trial.look('agent')).toMatchObject({ desiredCount: 2, runningCount: 2 })
    expect(trial.primary('agent').rolloutState).toBe('COMPLETED')
    trial.instance({ ec2InstanceId: 'i-3' })
    trial.seconds(60)
    expect(trial.look('agent')).toMatchObject({ desiredCount: 3, runningCount: 3 })
    const homes = new Set(trial.tasks({ serviceName: 'agent' }).map((each) => each.containerInstanceArn))
    expect(homes.size).toBe(3)
    trial.call(updateContainerInstancesState, {
      cluster: 'c',
      containerInstances: [first.id],
      status: 'DRAINING',
    })
    trial.seconds(60)
    expect(trial.look('agent')).toMatchObject({ desiredCount: 2, runningCount: 2 })
    trial.call(updateService, { cluster: 'c', service: 'agent', forceNewDeployment: true })
    trial.seconds(120)
    expect(trial.look('agent').deployments).toHaveLength(1)
    expect(trial.look('agent').runningCount).toBe(2)
  })

  test('a draining instance loses its service tasks only as others take their place', () => {
    const trial = new Trial()
    const first = trial.instance()
    trial.hosted('web', 256, 256)
    trial.service('web', { launchType: 'EC2' })
    trial.seconds(60)
    trial.call(updateContainerInstancesState, {
      cluster: 'c',
      containerInstances: [first.id],
      status: 'DRAINING',
    })
    trial.seconds(300)
    expect(trial.look('web').runningCount).toBe(2)
    trial.instance({ ec2InstanceId: 'i-2' })
    for (let second = 0; second < 60; second++) {
      trial.seconds(1)
      expect(trial.look('web').runningCount).toBeGreaterThanOrEqual(2)
    }
    const homes = trial.tasks({ serviceName: 'web' }).map((each) => each.containerInstanceArn)
    expect(homes).not.toContain(first.instance.containerInstanceArn)
  })
})

describe('scaling and stopping', () => {
  test('a stopped task is replaced', () => {
    const trial = new Trial()
    trial.revision('web')
    trial.service('web')
    trial.seconds(60)
    const [task] = trial.tasks({ serviceName: 'web' })
    trial.call(stopTask, { cluster: 'c', task: task!.taskArn!, reason: 'just so' })
    trial.seconds(60)
    expect(trial.look('web').runningCount).toBe(2)
    const [stopped] = trial.tasks({ serviceName: 'web', desiredStatus: 'STOPPED' })
    expect(stopped).toMatchObject({ stopCode: 'UserInitiated', stoppedReason: 'just so' })
  })

  test('auto scaling sets the count with its own event', () => {
    const trial = new Trial()
    trial.revision('web')
    trial.service('web')
    setDesiredCount(trial.world, 'c', 'web', 4, 'Message: Successfully set desired count to 4.')
    trial.seconds(60)
    expect(trial.look('web').runningCount).toBe(4)
    expect(trial.events('web')).toContain('Message: Successfully set desired count to 4.')
    setDesiredCount(trial.world, 'c', 'web', 0)
    trial.seconds(60)
    expect(trial.look('web')).toMatchObject({ desiredCount: 0, runningCount: 0 })
    expect(trial.events('web')[0]).toBe('has reached a steady state.')
  })

  test('a deleted service drains, hidden from the list, then is INACTIVE, then missing', () => {
    const trial = new Trial()
    trial.revision('web')
    trial.service('web')
    trial.seconds(60)
    expect(trial.refusal(deleteService, { cluster: 'c', service: 'web' })).toBe(
      'InvalidParameterException: The service cannot be stopped while it is scaled above 0.',
    )
    trial.call(deleteService, { cluster: 'c', service: 'web', force: true })
    expect(trial.call(listServices, { cluster: 'c' }).serviceArns).toEqual([])
    expect(trial.look('web').status).toBe('DRAINING')
    trial.seconds(60)
    expect(trial.look('web').status).toBe('INACTIVE')
    trial.seconds(3600)
    expect(trial.call(describeServices, { cluster: 'c', services: ['web'] }).failures).toEqual([
      { arn: 'arn:aws:ecs:eu-west-1:111122223333:service/c/web', reason: 'MISSING' },
    ])
  })
})

const act = (seed: number) => {
  const trial = new Trial(seed)
  trial.revision('web')
  trial.service('web')
  trial.revision('loop', 'sleep 20; exit 1')
  trial.service('loop')
  trial.seconds(600)
  trial.call(updateService, { cluster: 'c', service: 'web', forceNewDeployment: true })
  trial.seconds(600)
  return JSON.stringify([
    trial.look('web'),
    trial.look('loop'),
    trial.tasks(),
    trial.tasks({ desiredStatus: 'STOPPED' }),
  ])
}

test('the same seed and calls give the same world; another seed another', () => {
  expect(act(1)).toBe(act(1))
  expect(act(2)).not.toBe(act(1))
})

import { describe, expect, test } from 'vitest'
import { teachImage } from '../../../image.ts'
import { addBalancer, addTargetGroup } from '../../../scenarios/balancer.ts'
import { layFoundation } from '../../../scenarios/foundation.ts'
import { modifyTargetGroup } from '../../elbv2/target-group.ts'
import { deregisterTargets, describeTargetHealth } from '../../elbv2/targets.ts'
import { ecsState } from '../state.ts'
import { createService } from './create-service.ts'
import { isHealthy } from './healthy-task.ts'
import { Trial } from '../trial.ts'
import { updateService } from './update-service.ts'

/** A service of two tasks behind a load balancer that drains for 60 s and asks `/health` every 10 s. */
function balanced(probe: ((path: string, ageMs: number) => number) | undefined, grace = 0) {
  const trial = new Trial()
  const foundation = layFoundation(trial.world, 'test')
  const tags = {}
  const targetGroupArn = addTargetGroup(trial.world, foundation, {
    name: 'web',
    path: '/health',
    intervalSeconds: 10,
    healthyThreshold: 2,
    drainSeconds: 60,
    tags,
  })
  addBalancer(trial.world, foundation, { name: 'web', fallback: targetGroupArn, paths: [], tags })
  teachImage(trial.world, 'site', probe ? { probe: (_run, path, ageMs) => probe(path, ageMs) } : {})
  trial.revision('web', '', { image: 'site:1' })
  trial.service('web', {
    healthCheckGracePeriodSeconds: grace,
    loadBalancers: [{ targetGroupArn, containerName: 'app', containerPort: 80 }],
  })
  return { trial, targetGroupArn }
}

test('a deployment is complete only when its targets are healthy', () => {
  const { trial, targetGroupArn } = balanced((_path, ageMs) => (ageMs < 14_000 ? 503 : 200))
  trial.seconds(28)
  expect(trial.primary('web').rolloutState).toBe('IN_PROGRESS')
  trial.seconds(60)
  expect(trial.primary('web')).toMatchObject({ rolloutState: 'COMPLETED', runningCount: 2 })
  expect(trial.events('web')).toContain(`registered 1 targets in (target-group ${targetGroupArn})`)
  const { TargetHealthDescriptions } = trial.call(describeTargetHealth, { TargetGroupArn: targetGroupArn })
  const addresses = trial
    .tasks()
    .map((each) => each.containers![0]!.networkInterfaces![0]!.privateIpv4Address)
  expect(new Set(TargetHealthDescriptions!.map((each) => each.Target!.Id))).toEqual(new Set(addresses))
  expect(TargetHealthDescriptions!.map((each) => each.TargetHealth!.State)).toEqual(['healthy', 'healthy'])
})

test('old tasks are drained in DEACTIVATING before they stop', () => {
  const { trial } = balanced(() => 200)
  trial.seconds(120)
  const { id } = trial.primary('web')
  trial.call(updateService, { cluster: 'c', service: 'web', forceNewDeployment: true })
  let drainingSeconds = 0
  for (let second = 0; second < 240; second++) {
    trial.seconds(1)
    const old = trial.tasks({ serviceName: 'web', desiredStatus: 'STOPPED' })
    if (old.some((each) => each.lastStatus === 'DEACTIVATING')) drainingSeconds++
    expect(trial.tasks({ serviceName: 'web' }).length).toBeGreaterThanOrEqual(2)
  }
  expect(drainingSeconds).toBeGreaterThanOrEqual(60)
  expect(trial.events('web').join('\n')).toContain('has begun draining connections on 1 tasks.')
  expect(
    trial.look('web').events!.some((each) => each.message!.startsWith(`(service web, taskSet ${id})`)),
  ).toBe(true)
  expect(trial.look('web').deployments).toHaveLength(1)
})

test('unhealthy targets have their tasks replaced and counted as failed', () => {
  const { trial, targetGroupArn } = balanced(() => 404)
  trial.seconds(300)
  const { failedTasks, rolloutState } = trial.primary('web')
  expect(rolloutState).toBe('IN_PROGRESS')
  expect(failedTasks).toBeGreaterThanOrEqual(2)
  const [task] = trial.tasks({ serviceName: 'web', desiredStatus: 'STOPPED' })
  expect(task).toMatchObject({
    stopCode: 'ServiceSchedulerInitiated',
    stoppedReason: `Task failed ELB health checks in (target-group ${targetGroupArn})`,
  })
  expect(trial.events('web')).toContain(
    `(task ${task!.taskArn!.split('/').at(-1)}) (port 80) is unhealthy in (target-group ${targetGroupArn}) due to (reason Health checks failed with these codes: [404]).`,
  )
})

test('within the grace period they are left alone, and the deployment does not end', () => {
  const { trial } = balanced(() => 404, 86_400)
  trial.seconds(3600)
  expect(trial.tasks({ serviceName: 'web', desiredStatus: 'STOPPED' })).toEqual([])
  expect(trial.primary('web')).toMatchObject({ rolloutState: 'IN_PROGRESS', failedTasks: 0, runningCount: 2 })
})

/** Two tasks that were healthy for six hours and will be for ever. */
const settled = () => {
  const found = balanced(undefined)
  found.trial.seconds(6 * 3600)
  const states = () => {
    const { TargetHealthDescriptions } = found.trial.call(describeTargetHealth, {
      TargetGroupArn: found.targetGroupArn,
    })
    return TargetHealthDescriptions!.map((each) => each.TargetHealth!.State)
  }
  expect(states()).toEqual(['healthy', 'healthy'])
  return found
}
const stopReasons = (trial: Trial) =>
  trial.tasks({ serviceName: 'web', desiredStatus: 'STOPPED' }).map((each) => each.stoppedReason)

describe('targets that answer the same for ever', () => {
  // Between two probes, which are ten seconds apart, it must not look settled.
  test.each([0, 2, 4, 6, 8])('a health check that is changed, %i s later, replaces tasks', (seconds) => {
    const { trial, targetGroupArn } = settled()
    trial.seconds(seconds)
    trial.call(modifyTargetGroup, { TargetGroupArn: targetGroupArn, Matcher: { HttpCode: '404' } })
    trial.seconds(40)
    expect(stopReasons(trial)[0]).toMatch(/^Task failed ELB health checks/)
  })

  test('they are spared until the grace period ends, and no longer when it is made shorter', () => {
    const { trial, targetGroupArn } = settled()
    const change = { cluster: 'c', service: 'web' }
    trial.call(updateService, { ...change, healthCheckGracePeriodSeconds: 7 * 3600 })
    trial.call(modifyTargetGroup, { TargetGroupArn: targetGroupArn, Matcher: { HttpCode: '404' } })
    trial.seconds(3000)
    expect(stopReasons(trial)).toEqual([])
    trial.seconds(660)
    expect(stopReasons(trial)).toHaveLength(2)

    const other = settled()
    other.trial.call(updateService, { ...change, healthCheckGracePeriodSeconds: 86_400 })
    other.trial.call(modifyTargetGroup, {
      TargetGroupArn: other.targetGroupArn,
      Matcher: { HttpCode: '404' },
    })
    other.trial.seconds(3000)
    other.trial.call(updateService, { ...change, healthCheckGracePeriodSeconds: 10 })
    other.trial.seconds(30)
    expect(stopReasons(other.trial)).toHaveLength(2)
  })

  test('a target that is taken out by hand counts no longer', () => {
    const { trial, targetGroupArn } = settled()
    const [record] = ecsState(trial.world).clusters.get('c')!.services.get('web')!.tasks
    const { id, port } = record!.targets[0]!.target
    trial.call(deregisterTargets, { TargetGroupArn: targetGroupArn, Targets: [{ Id: id, Port: port }] })
    trial.seconds(10)
    expect(isHealthy(record!)).toBe(false)
  })
})

test('a port that the container does not have is refused', () => {
  const { trial, targetGroupArn } = balanced(() => 200)
  const request = {
    cluster: 'c',
    serviceName: 'other',
    taskDefinition: 'web',
    desiredCount: 1,
    launchType: 'FARGATE' as const,
    networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-a'] } },
    loadBalancers: [{ targetGroupArn, containerName: 'app', containerPort: 81 }],
  }
  expect(trial.refusal(createService, request)).toBe(
    'InvalidParameterException: The container app did not have a container port 81 defined.',
  )
})

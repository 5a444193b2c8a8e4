import { expect, test } from 'vitest'
import { teachImage } from '../../../image.ts'
import { addBalancer, addTargetGroup } from '../../../scenarios/balancer.ts'
import { layFoundation } from '../../../scenarios/foundation.ts'
import { describeTargetHealth } from '../../elbv2/targets.ts'
import { createService } from './create-service.ts'
import { Trial } from '../trial.ts'
import { updateService } from './update-service.ts'

/** A service of two tasks behind a load balancer that drains for 60 s and asks `/health` every 10 s. */
function balanced(probe: (path: string, ageMs: number) => number, grace = 0) {
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
  teachImage(trial.world, 'site', { probe: (_run, path, ageMs) => probe(path, ageMs) })
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

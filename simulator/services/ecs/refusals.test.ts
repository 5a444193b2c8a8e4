import { describe, expect, test } from 'vitest'
import { createCluster, deleteCluster } from './cluster/change-clusters.ts'
import { describeClusters, listClusters } from './cluster/describe-clusters.ts'
import { deregisterContainerInstance } from './instance/change-instances.ts'
import { createService } from './service/create-service.ts'
import { deleteService } from './service/delete-service.ts'
import { describeServices, listServices } from './service/describe-services.ts'
import { updateService } from './service/update-service.ts'
import { listTagsForResource, tagResource, untagResource } from './tags.ts'
import {
  describeTaskDefinition,
  listTaskDefinitionFamilies,
  listTaskDefinitions,
} from './task-definition/describe-task-definitions.ts'
import { registerTaskDefinition } from './task-definition/register-task-definition.ts'
import { deleteTaskDefinitions, deregisterTaskDefinition } from './task-definition/retire-task-definitions.ts'
import { describeTasks, listTasks } from './task/describe-tasks.ts'
import { runTask } from './task/run-task.ts'
import { stopTask } from './task/stop-task.ts'
import { Trial } from './trial.ts'

const ID = '0123456789abcdef0123456789abcdef'

describe('what is not there', () => {
  test('is an error or a failure, as AWS has it', () => {
    const trial = new Trial()
    expect(trial.refusal(listServices, { cluster: 'x' })).toBe('ClusterNotFoundException: Cluster not found.')
    expect(trial.refusal(updateService, { cluster: 'c', service: 'x' })).toBe(
      'ServiceNotFoundException: Service not found.',
    )
    expect(trial.refusal(stopTask, { cluster: 'c', task: ID })).toBe(
      'InvalidParameterException: The referenced task was not found.',
    )
    expect(trial.refusal(describeTaskDefinition, { taskDefinition: 'x' })).toBe(
      'ClientException: Unable to describe task definition.',
    )
    expect(trial.call(describeClusters, { clusters: ['x', 'c'] })).toMatchObject({
      clusters: [{ clusterName: 'c', status: 'ACTIVE' }],
      failures: [{ arn: 'arn:aws:ecs:eu-west-1:111122223333:cluster/x', reason: 'MISSING' }],
    })
    expect(trial.call(describeServices, { cluster: 'c', services: ['x'] }).failures).toHaveLength(1)
    expect(trial.call(describeTasks, { cluster: 'c', tasks: [ID] }).failures).toHaveLength(1)
  })

  test('batches over the limit are refused', () => {
    const trial = new Trial()
    const names = Array.from({ length: 11 }, (_, i) => `s${i}`)
    expect(trial.refusal(describeServices, { cluster: 'c', services: names })).toMatch(
      /^InvalidParameterException: /,
    )
    expect(trial.refusal(describeServices, { cluster: 'c', services: [] })).toMatch(
      /^InvalidParameterException: /,
    )
    const tasks = Array.from({ length: 101 }, () => ID)
    expect(trial.refusal(describeTasks, { cluster: 'c', tasks })).toMatch(/^InvalidParameterException: /)
    expect(trial.refusal(describeTasks, { cluster: 'c', tasks: ['nonsense'] })).toBe(
      'InvalidParameterException: taskId length should be one of [32,36]',
    )
    expect(trial.refusal(runTask, { cluster: 'c', taskDefinition: 'x', count: 11 })).toMatch(
      /^InvalidParameter/,
    )
  })

  test('identifiers of another account or region are refused', () => {
    const trial = new Trial()
    const foreign = 'arn:aws:ecs:eu-west-1:999999999999:cluster/c'
    expect(trial.refusal(listServices, { cluster: foreign })).toContain('InvalidParameterException')
  })
})

describe('preconditions', () => {
  test('a cluster with instances, services or tasks cannot be deleted', () => {
    const trial = new Trial()
    const remove = () => trial.refusal(deleteCluster, { cluster: 'c' }).split(':')[0]
    const instance = trial.instance()
    expect(remove()).toBe('ClusterContainsContainerInstancesException')
    trial.call(deregisterContainerInstance, { cluster: 'c', containerInstance: instance.id })
    trial.revision('web')
    trial.service('web')
    expect(remove()).toBe('ClusterContainsServicesException')
    trial.call(deleteService, { cluster: 'c', service: 'web', force: true })
    trial.seconds(120)
    const networkConfiguration = { awsvpcConfiguration: { subnets: ['subnet-a'] } }
    trial.call(runTask, { cluster: 'c', taskDefinition: 'web', launchType: 'FARGATE', networkConfiguration })
    expect(remove()).toBe('ClusterContainsTasksException')
    const [task] = trial.tasks()
    trial.call(stopTask, { cluster: 'c', task: task!.taskArn! })
    trial.seconds(60)
    expect(trial.call(deleteCluster, { cluster: 'c' }).cluster!.status).toBe('INACTIVE')
    expect(trial.call(listClusters, {}).clusterArns).toEqual([])
    expect(trial.call(describeClusters, { clusters: ['c'] }).clusters![0]!.status).toBe('INACTIVE')
  })

  test('a service has at most 5000 tasks, and whole ones', () => {
    const trial = new Trial()
    trial.revision('web')
    trial.service('web', { desiredCount: 0 })
    const scale = (desiredCount: number) =>
      trial.refusal(updateService, { cluster: 'c', service: 'web', desiredCount })
    expect(scale(5001)).toMatch(/^InvalidParameterException: Desired count/)
    expect(scale(1.5)).toMatch(/^SerializationException: /)
    expect(scale(-1)).toMatch(/^InvalidParameterException: Desired count/)
  })

  test('a service name is taken while ACTIVE or DRAINING', () => {
    const trial = new Trial()
    trial.revision('web')
    trial.service('web')
    trial.seconds(60)
    const networkConfiguration = { awsvpcConfiguration: { subnets: ['subnet-a'] } }
    const again = {
      cluster: 'c',
      serviceName: 'web',
      taskDefinition: 'web',
      desiredCount: 1,
      launchType: 'FARGATE' as const,
      networkConfiguration,
    }
    expect(trial.refusal(createService, again)).toBe(
      'InvalidParameterException: Creation of service was not idempotent.',
    )
    trial.call(deleteService, { cluster: 'c', service: 'web', force: true })
    expect(trial.refusal(createService, again)).toBe(
      'InvalidParameterException: Unable to Start a service that is still Draining.',
    )
    expect(trial.refusal(updateService, { cluster: 'c', service: 'web', desiredCount: 1 })).toBe(
      'ServiceNotActiveException: Service was not ACTIVE.',
    )
    trial.seconds(120)
    expect(trial.call(createService, again).service!.status).toBe('ACTIVE')
  })

  test('task definitions: deregistered, then deleted once unused, and numbers go on counting', () => {
    const trial = new Trial()
    const first = trial.revision('web')
    trial.service('web')
    expect(trial.call(deleteTaskDefinitions, { taskDefinitions: [first] }).failures![0]!.reason).toContain(
      'ACTIVE',
    )
    trial.call(deregisterTaskDefinition, { taskDefinition: 'web:1' })
    expect(trial.refusal(runTask, { cluster: 'c', taskDefinition: 'web:1' })).toBe(
      'ClientException: TaskDefinition is inactive',
    )
    trial.call(deleteTaskDefinitions, { taskDefinitions: ['web:1'] })
    trial.seconds(600)
    const look = () => trial.call(describeTaskDefinition, { taskDefinition: 'web:1' }).taskDefinition!.status
    expect(look()).toBe('DELETE_IN_PROGRESS')
    trial.call(deleteService, { cluster: 'c', service: 'web', force: true })
    trial.seconds(2 * 3600)
    expect(look).toThrow('Unable to describe task definition.')
    expect(trial.revision('web')).toMatch(/:2$/)
  })

  test.each([
    [
      { cpu: '256', memory: '4096' },
      'No Fargate configuration exists for given values: 256 CPU, 4096 memory.',
    ],
    [{ memory: '512' }, "Fargate requires that 'cpu' be defined at the task level."],
    [
      { cpu: '256', memory: '512', networkMode: 'bridge' as const },
      "Fargate only supports network mode 'awsvpc'.",
    ],
    [{ cpu: '256', memory: '512', containerDefinitions: [] }, 'Container list cannot be empty.'],
  ])('a Fargate revision with %j is refused', (more, text) => {
    const trial = new Trial()
    const request = {
      family: 'web',
      networkMode: 'awsvpc' as const,
      requiresCompatibilities: ['FARGATE' as const],
      containerDefinitions: [{ name: 'app', image: 'x' }],
      ...more,
    }
    expect(trial.refusal(registerTaskDefinition, request)).toContain(`ClientException: ${text}`)
  })
})

describe('pages', () => {
  test('ListServices gives 10 at a time, each once, even when one goes in between', () => {
    const trial = new Trial()
    trial.revision('web')
    for (let i = 0; i < 25; i++) trial.service(`s${i}`, { taskDefinition: 'web', desiredCount: 0 })
    const first = trial.call(listServices, { cluster: 'c' })
    expect(first.serviceArns).toHaveLength(10)
    trial.call(deleteService, { cluster: 'c', service: first.serviceArns![9]! })
    const seen = [...first.serviceArns!]
    for (let nextToken = first.nextToken; nextToken;) {
      const page = trial.call(listServices, { cluster: 'c', nextToken })
      seen.push(...page.serviceArns!)
      nextToken = page.nextToken
    }
    expect(new Set(seen).size).toBe(25)
    expect(seen).toHaveLength(25)
  })

  test('a token that is not of this list is refused', () => {
    const trial = new Trial()
    for (let i = 0; i < 3; i++) trial.call(createCluster, { clusterName: `c${i}` })
    const { nextToken } = trial.call(listClusters, { maxResults: 2 })
    expect(trial.call(listClusters, { maxResults: 2, nextToken: nextToken! }).clusterArns).toHaveLength(2)
    expect(trial.refusal(listTasks, { cluster: 'c', nextToken: nextToken! })).toMatch(
      /^InvalidParameterException/,
    )
    expect(trial.refusal(listClusters, { nextToken: 'nonsense' })).toMatch(/^InvalidParameterException/)
    expect(trial.refusal(listClusters, { maxResults: 101 })).toMatch(/^InvalidParameterException/)
  })

  test('ListTasks: startedBy stands alone, PENDING finds nothing', () => {
    const trial = new Trial()
    trial.revision('web')
    trial.service('web')
    trial.seconds(5)
    expect(trial.call(listTasks, { cluster: 'c', desiredStatus: 'PENDING' }).taskArns).toEqual([])
    expect(trial.call(listTasks, { cluster: 'c', family: 'web' }).taskArns).toHaveLength(2)
    expect(
      trial.call(listTasks, { cluster: 'c', startedBy: trial.primary('web').id! }).taskArns,
    ).toHaveLength(2)
    expect(trial.refusal(listTasks, { cluster: 'c', startedBy: 'x', serviceName: 'web' })).toContain(
      'startedBy',
    )
    expect(trial.refusal(listTasks, { cluster: 'c', serviceName: 'x' })).toMatch(/^ServiceNotFoundException/)
  })

  test('revisions are listed in order, either way, and families by prefix', () => {
    const trial = new Trial()
    for (let i = 0; i < 11; i++) trial.revision('web')
    trial.revision('worker')
    const list = (more: object) =>
      trial.call(listTaskDefinitions, more).taskDefinitionArns!.map((arn) => arn.split('/')[1])
    expect(list({ familyPrefix: 'web', maxResults: 2 })).toEqual(['web:1', 'web:2'])
    expect(list({ familyPrefix: 'web', sort: 'DESC', maxResults: 2 })).toEqual(['web:11', 'web:10'])
    const page = trial.call(listTaskDefinitions, { sort: 'DESC', maxResults: 5 })
    const rest = trial.call(listTaskDefinitions, { sort: 'DESC', maxResults: 5, nextToken: page.nextToken! })
    expect(rest.taskDefinitionArns![0]).toMatch(/web:7$/)
    expect(trial.call(listTaskDefinitionFamilies, { familyPrefix: 'w' }).families).toEqual(['web', 'worker'])
  })
})

describe('tags and tokens', () => {
  test('tags are added, replaced, taken away and checked', () => {
    const trial = new Trial()
    const resourceArn = 'arn:aws:ecs:eu-west-1:111122223333:cluster/c'
    trial.call(tagResource, { resourceArn, tags: [{ key: 'team', value: 'a' }] })
    trial.call(tagResource, {
      resourceArn,
      tags: [
        { key: 'team', value: 'b' },
        { key: 'x', value: '' },
      ],
    })
    trial.call(untagResource, { resourceArn, tagKeys: ['x'] })
    expect(trial.call(listTagsForResource, { resourceArn }).tags).toEqual([{ key: 'team', value: 'b' }])
    expect(trial.refusal(tagResource, { resourceArn, tags: [{ key: 'aws:x', value: '' }] })).toContain('aws:')
  })

  test('a client token makes RunTask happen once', () => {
    const trial = new Trial()
    trial.revision('job')
    const networkConfiguration = { awsvpcConfiguration: { subnets: ['subnet-a'] } }
    const request = {
      cluster: 'c',
      taskDefinition: 'job',
      launchType: 'FARGATE' as const,
      networkConfiguration,
    }
    const first = trial.call(runTask, { ...request, clientToken: 't' })
    const second = trial.call(runTask, { ...request, clientToken: 't' })
    expect(second.tasks![0]!.taskArn).toBe(first.tasks![0]!.taskArn)
    expect(trial.tasks()).toHaveLength(1)
    expect(trial.refusal(runTask, { ...request, clientToken: 't', count: 2 })).toMatch(/^ConflictException/)
  })
})

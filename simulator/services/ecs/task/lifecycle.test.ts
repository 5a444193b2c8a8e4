import { expect, test } from 'vitest'
import { teachImage } from '../../../image.ts'
import { livesOf, runOf } from '../task-history.ts'
import { Trial } from '../trial.ts'
import { describeTasks } from './describe-tasks.ts'
import { teachSubnet } from './network.ts'
import { runTask } from './run-task.ts'
import { stopTask } from './stop-task.ts'

const NETWORK = { awsvpcConfiguration: { subnets: ['subnet-1'] } }

const run = (trial: Trial, family: string, more = {}) =>
  trial.call(runTask, {
    cluster: 'c',
    taskDefinition: family,
    launchType: 'FARGATE',
    networkConfiguration: NETWORK,
    ...more,
  }).tasks![0]!

const look = (trial: Trial, arn: string) =>
  trial.call(describeTasks, { cluster: 'c', tasks: [arn] }).tasks![0]!

/** Every status that a task passes, looked at ten times a second. */
function statuses(trial: Trial, arn: string, seconds: number): string[] {
  const seen: string[] = []
  for (let i = 0; i < seconds * 10; i++) {
    const status = look(trial, arn).lastStatus!
    if (seen.at(-1) !== status) seen.push(status)
    trial.world.advance(100)
  }
  return seen
}

test('a Fargate task goes through the states in the order of AWS', () => {
  const trial = new Trial()
  teachSubnet(trial.world, { subnetId: 'subnet-1', availabilityZone: 'eu-west-1b', cidrBlock: '10.1.2.0/28' })
  trial.revision('job', 'sleep 10; exit 0')
  const { taskArn } = run(trial, 'job')
  expect(statuses(trial, taskArn!, 90)).toEqual([
    'PROVISIONING',
    'PENDING',
    'RUNNING',
    'DEPROVISIONING',
    'STOPPED',
  ])
  const task = look(trial, taskArn!)
  expect(task).toMatchObject({
    group: 'family:job',
    availabilityZone: 'eu-west-1b',
    desiredStatus: 'STOPPED',
    stopCode: 'EssentialContainerExited',
    launchType: 'FARGATE',
    platformVersion: '1.4.0',
    cpu: '256',
    memory: '512',
  })
  const [container] = task.containers!
  expect(container).toMatchObject({ exitCode: 0, lastStatus: 'STOPPED', healthStatus: 'UNKNOWN' })
  expect(container!.runtimeId).toMatch(/^[0-9a-f]{32}-\d{10}$/)
  expect(container!.imageDigest).toMatch(/^sha256:[0-9a-f]{64}$/)
  expect(container!.networkInterfaces![0]!.privateIpv4Address).toMatch(/^10\.1\.2\.([4-9]|1[0-4])$/)
  const details = Object.fromEntries(task.attachments![0]!.details!.map(({ name, value }) => [name, value]))
  expect(details).toMatchObject({
    subnetId: 'subnet-1',
    privateIPv4Address: container!.networkInterfaces![0]!.privateIpv4Address,
    networkInterfaceId: expect.stringMatching(/^eni-0[0-9a-f]{16}$/) as string,
    macAddress: expect.stringMatching(/^0a(:[0-9a-f]{2}){5}$/) as string,
  })
  const times = [
    task.createdAt,
    task.pullStartedAt,
    task.pullStoppedAt,
    task.startedAt,
    task.stoppingAt,
    task.executionStoppedAt,
    task.stoppedAt,
  ].map((each) => each!.getTime())
  expect(times).toEqual([...times].sort((a, b) => a - b))
  expect(task.executionStoppedAt!.getTime() - task.startedAt!.getTime()).toBe(10_000)
})

test('stopped tasks are kept for an hour; their lives for a week and longer', () => {
  const trial = new Trial()
  trial.revision('job', 'sleep 10; exit 3')
  const { taskArn } = run(trial, 'job')
  trial.seconds(60)
  trial.seconds(3500)
  expect(look(trial, taskArn!).lastStatus).toBe('STOPPED')
  trial.seconds(120)
  expect(trial.call(describeTasks, { cluster: 'c', tasks: [taskArn!] }).failures).toEqual([
    { arn: taskArn, reason: 'MISSING' },
  ])
  trial.seconds(7 * 86_400)
  const [life] = livesOf(trial.world, { clusterName: 'c', family: 'job' }, 0, Infinity)
  expect(life).toMatchObject({ family: 'job', revision: 1, cpu: 256, memoryMib: 512 })
  expect(life!.runs).toEqual([
    { name: 'app', startedAt: life!.startedAt, stoppedAt: life!.startedAt! + 10_000, exitCode: 3 },
  ])
  expect(runOf(trial.world, life!, life!.runs[0]!).run).toMatchObject({
    image: 'example/app:1',
    command: ['sh', '-c', 'sleep 10; exit 3'],
  })
  expect(livesOf(trial.world, { clusterName: 'c' }, life!.stoppedAt! + 1, Infinity)).toEqual([])
  expect(livesOf(trial.world, { clusterName: 'c' }, 0, life!.createdAt)).toEqual([])
})

test('a person who stops a task is named as its cause; SIGTERM ends it with 143', () => {
  const trial = new Trial()
  trial.revision('job')
  const { taskArn } = run(trial, 'job', { startedBy: 'someone' })
  trial.seconds(60)
  expect(trial.call(stopTask, { cluster: 'c', task: taskArn! }).task).toMatchObject({
    desiredStatus: 'STOPPED',
    lastStatus: 'STOPPING',
    stopCode: 'UserInitiated',
    stoppedReason: 'Task stopped by user',
  })
  expect(trial.tasks({ startedBy: 'someone', desiredStatus: 'STOPPED' })).toHaveLength(1)
  trial.seconds(60)
  expect(look(trial, taskArn!).containers![0]!.exitCode).toBe(143)
})

test('out of memory is the reason of the container, 137 its exit code', () => {
  const trial = new Trial()
  const reason = 'OutOfMemoryError: Container killed due to memory usage'
  teachImage(trial.world, 'greedy', { exit: () => ({ afterMs: 5000, exitCode: 137, reason }) })
  trial.revision('job', '', { image: 'greedy:1' })
  const { taskArn } = run(trial, 'job')
  trial.seconds(90)
  expect(look(trial, taskArn!)).toMatchObject({ stoppedReason: 'Essential container in task exited' })
  expect(look(trial, taskArn!).containers![0]).toMatchObject({ exitCode: 137, reason })
})

test('health is UNKNOWN, then HEALTHY, then UNHEALTHY after as many failures as the check allows', () => {
  const trial = new Trial()
  teachImage(trial.world, 'sick', { healthy: (_run, ageMs) => ageMs < 25_000 })
  trial.revision('job', '', {
    image: 'sick:1',
    healthCheck: { command: ['CMD', 'x'], interval: 10, retries: 3 },
  })
  const { taskArn } = run(trial, 'job')
  const seen: string[] = []
  let unhealthyAge = 0
  for (let i = 0; i < 90; i++) {
    trial.seconds(1)
    const { healthStatus, startedAt } = look(trial, taskArn!)
    if (seen.at(-1) !== healthStatus) seen.push(healthStatus!)
    if (healthStatus === 'UNHEALTHY') unhealthyAge ||= trial.world.now - startedAt!.getTime()
  }
  expect(seen).toEqual(['UNKNOWN', 'HEALTHY', 'UNHEALTHY'])
  expect(Math.round(unhealthyAge / 1000)).toBeGreaterThanOrEqual(50)
  expect(Math.round(unhealthyAge / 1000)).toBeLessThanOrEqual(51)
  expect(look(trial, taskArn!).lastStatus).toBe('RUNNING')
})

const definition = (name: string, script: string, more = {}) => ({
  name,
  image: 'example/app:1',
  memory: 64,
  command: ['sh', '-c', script],
  ...more,
})

test('containers wait for those that they depend on, and a restart policy restarts in place', () => {
  const trial = new Trial()
  trial.register({
    family: 'job',
    cpu: '256',
    memory: '512',
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    containerDefinitions: [
      definition('app', 'sleep infinity', { dependsOn: [{ containerName: 'init', condition: 'SUCCESS' }] }),
      definition('init', 'sleep 20; exit 0', { essential: false }),
      definition('side', 'sleep 70; exit 1', {
        essential: false,
        restartPolicy: { enabled: true, restartAttemptPeriod: 60 },
      }),
    ],
  })
  const { taskArn } = run(trial, 'job')
  trial.seconds(30)
  const container = (name: string) => look(trial, taskArn!).containers!.find((each) => each.name === name)!
  expect([container('app').lastStatus, container('init').lastStatus]).toEqual(['PENDING', 'RUNNING'])
  trial.seconds(240)
  expect(look(trial, taskArn!).lastStatus).toBe('RUNNING')
  expect([container('app').lastStatus, container('init').lastStatus]).toEqual(['RUNNING', 'STOPPED'])
  expect(container('side').lastStatus).toBe('RUNNING')
  const [life] = livesOf(trial.world, { clusterName: 'c' }, 0, Infinity)
  expect(life!.runs.filter((each) => each.name === 'side').length).toBe(4)
})

test('on an instance with bridge network a task binds a free host port', () => {
  const trial = new Trial()
  const instance = trial.instance()
  trial.hosted('web', 128, 128, { portMappings: [{ containerPort: 80 }] })
  const tasks = trial.call(runTask, { cluster: 'c', taskDefinition: 'web', count: 2 }).tasks!
  trial.seconds(30)
  const bindings = tasks.map((each) => look(trial, each.taskArn!).containers![0]!.networkBindings![0]!)
  expect(new Set(bindings.map((each) => each.hostPort))).toEqual(new Set([32768, 32769]))
  expect(bindings[0]).toMatchObject({ bindIP: '0.0.0.0', containerPort: 80, protocol: 'tcp' })
  expect(look(trial, tasks[0]!.taskArn!)).toMatchObject({
    launchType: 'EC2',
    containerInstanceArn: instance.instance.containerInstanceArn,
    attachments: [],
  })
})

import type {
  Attribute,
  Container,
  ContainerOverride,
  LoadBalancer,
  Tag,
  Task,
  TaskOverride,
} from '@aws-sdk/client-ecs'
import { behaviourOf } from '../../../image.ts'
import type { World } from '../../../world.ts'
import { ecsArn } from '../arn.ts'
import { newId, nextSeq } from '../state.ts'
import type {
  ClusterRecord,
  ContainerRecord,
  DefinitionRecord,
  DeploymentRecord,
  InstanceRecord,
  ServiceRecord,
  TaskRecord,
} from '../state.ts'
import { beginLife, type TaskOverrides } from '../task-history.ts'
import { beginTask, startReady } from './lifecycle.ts'
import { holdPort } from './ports.ts'
import { needsOf } from './needs.ts'
import { newInterface, zoneOf } from './network.ts'
import { countTask } from './status.ts'

/** All that decides how a task is made. Validation and placement are done before. */
export type Launch = {
  cluster: ClusterRecord
  definition: DefinitionRecord
  launchType: 'FARGATE' | 'EC2' | 'EXTERNAL'
  capacityProviderName?: string
  platformVersion?: string
  /** For `awsvpc`: where its network interface goes. */
  subnetId?: string
  instance?: InstanceRecord
  group: string
  startedBy?: string
  override?: TaskOverride
  tags: Tag[]
  enableExecuteCommand: boolean
  loadBalancers: LoadBalancer[]
  service?: ServiceRecord
  deployment?: DeploymentRecord
  notify: TaskRecord['notify']
}

/** Makes a task and sets it on its way through AWS's states. */
export function launchTask(world: World, launch: Launch): TaskRecord {
  const { cluster, instance } = launch
  const { definition } = launch.definition
  const id = newId(world)
  const needs = needsOf(launch.definition, launch.override)
  const overrides = overridesOf(launch.override)
  const taskArn = ecsArn(world, `task/${cluster.name}/${id}`)
  const availabilityZone =
    instance?.availabilityZone ?? (launch.subnetId ? zoneOf(world, launch.subnetId) : `${world.region}a`)
  const containers = (definition.containerDefinitions ?? []).map((each): ContainerRecord => {
    const own = launch.override?.containerOverrides?.find((one) => one.name === each.name)
    const container: Container = {
      containerArn: ecsArn(world, `container/${cluster.name}/${id}/${newId(world).slice(0, 12)}`),
      taskArn,
      name: each.name,
      image: each.image,
      lastStatus: 'PENDING',
      networkBindings: [],
      networkInterfaces: [],
      healthStatus: 'UNKNOWN',
      cpu: String(own?.cpu ?? each.cpu ?? 0),
    }
    const memory = own?.memory ?? each.memory
    if (memory !== undefined) container.memory = String(memory)
    const soft = own?.memoryReservation ?? each.memoryReservation
    if (soft !== undefined) container.memoryReservation = String(soft)
    if (launch.enableExecuteCommand) {
      container.managedAgents = [{ name: 'ExecuteCommandAgent', lastStatus: 'PENDING' }]
    }
    return {
      container,
      definition: each,
      essential: each.essential !== false,
      behaviour: behaviourOf(world, each.image ?? ''),
      failedChecks: 0,
    }
  })
  const task: Task = {
    attachments: launch.subnetId ? [newInterface(world, launch.subnetId)] : [],
    attributes: attributesOf(launch.definition),
    availabilityZone,
    clusterArn: cluster.cluster.clusterArn,
    containers: containers.map((each) => each.container),
    cpu: String(needs.cpu),
    createdAt: new Date(world.now),
    desiredStatus: 'RUNNING',
    enableExecuteCommand: launch.enableExecuteCommand,
    group: launch.group,
    healthStatus: 'UNKNOWN',
    lastStatus: launch.subnetId ? 'PROVISIONING' : 'PENDING',
    launchType: launch.launchType,
    memory: String(needs.memoryMib),
    overrides: launch.override ?? { containerOverrides: [], inferenceAcceleratorOverrides: [] },
    taskArn,
    taskDefinitionArn: definition.taskDefinitionArn,
    version: 1,
  }
  if (launch.startedBy !== undefined) task.startedBy = launch.startedBy
  if (launch.capacityProviderName) task.capacityProviderName = launch.capacityProviderName
  if (instance) task.containerInstanceArn = instance.instance.containerInstanceArn
  if (launch.launchType === 'FARGATE') {
    task.platformVersion =
      launch.platformVersion && launch.platformVersion !== 'LATEST' ? launch.platformVersion : '1.4.0'
    task.platformFamily = 'Linux'
    task.ephemeralStorage = launch.override?.ephemeralStorage ??
      definition.ephemeralStorage ?? { sizeInGiB: 20 }
  }
  const record: TaskRecord = {
    task,
    id,
    seq: nextSeq(world),
    cluster,
    definition: launch.definition,
    containers,
    tags: launch.tags,
    ports: [],
    targets: [],
    reachedRunning: false,
    reachedHealthy: false,
    loadBalancers: launch.loadBalancers,
    notify: launch.notify,
    advance: () => startReady(world, record),
    life: {
      taskId: id,
      definition: launch.definition,
      family: definition.family!,
      revision: definition.revision!,
      cpu: needs.cpu,
      memoryMib: needs.memoryMib,
      createdAt: world.now,
      availabilityZone,
      runs: [],
    },
  }
  if (overrides) record.overrides = record.life.overrides = overrides
  if (launch.startedBy !== undefined) record.life.startedBy = launch.startedBy
  if (launch.service) {
    record.service = launch.service
    record.life.serviceName = launch.service.name
    launch.service.tasks.add(record)
  }
  if (launch.deployment) record.deployment = launch.deployment
  if (instance) {
    record.instance = instance
    record.life.containerInstanceId = instance.id
    record.life.ec2InstanceId = instance.ec2InstanceId
    instance.tasks.add(record)
    instance.cpu.used += needs.cpu
    instance.memory.used += needs.memoryMib
    for (const port of needs.ports) holdPort(record, port)
  }
  cluster.tasks.set(id, record)
  countTask(record, 1)
  beginLife(record)
  beginTask(world, record)
  return record
}

const attributes = {
  arm64: [{ name: 'ecs.cpu-architecture', value: 'arm64' }],
  x86_64: [{ name: 'ecs.cpu-architecture', value: 'x86_64' }],
}

function attributesOf({ definition }: DefinitionRecord): Attribute[] {
  return definition.runtimePlatform?.cpuArchitecture === 'ARM64' ? attributes.arm64 : attributes.x86_64
}

function overridesOf(override: TaskOverride | undefined): TaskOverrides | undefined {
  const said = (override?.containerOverrides ?? []).filter((each) => each.command || each.environment)
  return said.length ? new Map(said.map((each) => [each.name ?? '', saidBy(each)])) : undefined
}

function saidBy(override: ContainerOverride): { command?: string[]; environment?: Record<string, string> } {
  const environment: Record<string, string> = {}
  for (const { name, value } of override.environment ?? []) environment[name ?? ''] = value ?? ''
  return override.command ? { command: override.command, environment } : { environment }
}

import type { Attribute, ContainerInstance, Resource } from '@aws-sdk/client-ecs'
import type { World } from '../../../world.ts'
import { ecsArn } from '../arn.ts'
import { findCluster } from '../find.ts'
import { newId, nextSeq, type InstanceRecord } from '../state.ts'
import { wakeCluster } from '../service/wake.ts'

export type Registration = {
  /** Cluster name. */
  cluster: string
  instanceType: string
  ec2InstanceId: string
  availabilityZone: string
  /** CPU units: 1024 for each vCPU. */
  cpu: number
  /** MiB that the agent offers: the instance's memory less what its system keeps. */
  memory: number
  /** Custom attributes besides those that every agent registers. */
  attributes?: Attribute[]
}

/** What an ECS-optimized Amazon Linux 2023 agent says it can do. */
const CAPABILITIES = [
  'com.amazonaws.ecs.capability.docker-remote-api.1.18',
  'com.amazonaws.ecs.capability.docker-remote-api.1.44',
  'com.amazonaws.ecs.capability.ecr-auth',
  'com.amazonaws.ecs.capability.logging-driver.awsfirelens',
  'com.amazonaws.ecs.capability.logging-driver.awslogs',
  'com.amazonaws.ecs.capability.logging-driver.json-file',
  'com.amazonaws.ecs.capability.logging-driver.none',
  'com.amazonaws.ecs.capability.task-iam-role',
  'ecs.capability.container-health-check',
  'ecs.capability.execution-role-awslogs',
  'ecs.capability.execution-role-ecr-pull',
  'ecs.capability.secrets.asm.environment-variables',
  'ecs.capability.secrets.ssm.environment-variables',
  'ecs.capability.task-eni',
]

/** Registers a container instance, as its agent would when it starts. Scenarios call it; waiting services look again. */
export function registerInstance(world: World, registration: Registration): InstanceRecord {
  const cluster = findCluster(world, registration.cluster)
  const { ec2InstanceId, availabilityZone, cpu, memory } = registration
  const id = newId(world)
  const instance: ContainerInstance = {
    containerInstanceArn: ecsArn(world, `container-instance/${cluster.name}/${id}`),
    ec2InstanceId,
    version: 1,
    versionInfo: { agentVersion: '1.98.0', agentHash: '8c1ff1a1', dockerVersion: 'DockerVersion: 25.0.8' },
    status: 'ACTIVE',
    agentConnected: true,
    registeredAt: new Date(world.now),
    attachments: [],
    attributes: [
      ...CAPABILITIES.map((name) => ({ name })),
      { name: 'ecs.ami-id', value: 'ami-0c1bc246476a5572b' },
      { name: 'ecs.availability-zone', value: availabilityZone },
      {
        name: 'ecs.cpu-architecture',
        value: /^[a-z]+\d+g/.test(registration.instanceType) ? 'arm64' : 'x86_64',
      },
      { name: 'ecs.instance-type', value: registration.instanceType },
      { name: 'ecs.os-family', value: 'LINUX' },
      { name: 'ecs.os-type', value: 'linux' },
      ...(registration.attributes ?? []),
    ],
  }
  const record: InstanceRecord = {
    id,
    seq: nextSeq(world),
    tags: [],
    instance,
    cluster,
    ec2InstanceId,
    availabilityZone,
    tasks: new Set(),
    cpu: { registered: cpu, used: 0 },
    memory: { registered: memory, used: 0 },
    // Ports that the host itself keeps: SSH, Docker's API and the agent's introspection.
    ports: new Set(['22/tcp', '2375/tcp', '2376/tcp', '51678/tcp', '51679/tcp']),
  }
  cluster.instances.set(id, record)
  wakeCluster(world, cluster.services.values())
  return record
}

/** The instance's resources in AWS's shape: all of them, or what is left. */
export function resourcesOf(record: InstanceRecord, which: 'registered' | 'remaining'): Resource[] {
  const left = which === 'remaining'
  const integer = (name: string, { registered, used }: { registered: number; used: number }): Resource => ({
    name,
    type: 'INTEGER',
    doubleValue: 0,
    longValue: 0,
    integerValue: registered - (left ? used : 0),
  })
  const held = new Set([...record.tasks].flatMap((each) => each.ports))
  const ports = (name: string, protocol: string): Resource => ({
    name,
    type: 'STRINGSET',
    doubleValue: 0,
    longValue: 0,
    integerValue: 0,
    stringSetValue: [...record.ports]
      .filter((port) => port.endsWith(protocol) && (left || !held.has(port)))
      .map((port) => port.split('/')[0]!),
  })
  return [
    integer('CPU', record.cpu),
    integer('MEMORY', record.memory),
    ports('PORTS', '/tcp'),
    ports('PORTS_UDP', '/udp'),
  ]
}

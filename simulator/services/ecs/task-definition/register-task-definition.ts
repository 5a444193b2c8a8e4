import type {
  Attribute,
  Compatibility,
  ContainerDefinition,
  RegisterTaskDefinitionRequest,
  RegisterTaskDefinitionResponse,
  TaskDefinition,
} from '@aws-sdk/client-ecs'
import type { Handler } from '../../../wire/service.ts'
import { identityOf } from '../../sts/identity.ts'
import { ecsArn } from '../arn.ts'
import { client } from '../refusal.ts'
import { ecsState, nextSeq } from '../state.ts'
import { checkTags } from '../tag-rules.ts'
import { checkContainers } from './check-containers.ts'
import { isFargateSize, unitsOf } from './fargate-sizes.ts'

/** Makes the next revision of a family; the numbers go on counting when revisions are deregistered or deleted. */
export const registerTaskDefinition: Handler<
  RegisterTaskDefinitionRequest,
  RegisterTaskDefinitionResponse
> = (input, call) => {
  const { world } = call
  const { family = '' } = input
  if (!/^[a-zA-Z0-9_-]{1,255}$/.test(family)) {
    throw client(
      'Family contains invalid characters when it should only contain lower/upper case letters, numbers, dash and underscores.',
    )
  }
  checkContainers(input)
  const size = checkSize(input)
  const tags = checkTags(input.tags)
  const { families } = ecsState(world)
  let record = families.get(family)
  if (!record) families.set(family, (record = { family, latest: 0, revisions: new Map() }))
  const revision = ++record.latest
  const { tags: _tags, ...rest } = input
  const definition: TaskDefinition = {
    ...rest,
    ...size,
    taskDefinitionArn: ecsArn(world, `task-definition/${family}:${revision}`),
    containerDefinitions: (input.containerDefinitions ?? []).map((each) => normal(each, input)),
    revision,
    volumes: input.volumes ?? [],
    placementConstraints: input.placementConstraints ?? [],
    status: 'ACTIVE',
    requiresAttributes: requirements(input),
    compatibilities: compatibilities(input),
    registeredAt: new Date(world.now),
    registeredBy: identityOf(call).arn,
  }
  record.revisions.set(revision, { definition, tags, seq: nextSeq(world) })
  return { taskDefinition: definition, tags }
}

/** AWS fills in what a container definition leaves out. */
function normal(container: ContainerDefinition, request: RegisterTaskDefinitionRequest): ContainerDefinition {
  return {
    ...container,
    cpu: container.cpu ?? 0,
    essential: container.essential ?? true,
    environment: container.environment ?? [],
    mountPoints: container.mountPoints ?? [],
    volumesFrom: container.volumesFrom ?? [],
    systemControls: container.systemControls ?? [],
    portMappings: (container.portMappings ?? []).map((mapping) => ({
      ...mapping,
      hostPort: mapping.hostPort ?? (request.networkMode === 'awsvpc' ? mapping.containerPort : 0),
      protocol: mapping.protocol ?? 'tcp',
    })),
    ...(container.healthCheck && {
      healthCheck: { interval: 30, timeout: 5, retries: 3, ...container.healthCheck },
    }),
  }
}

function checkSize(input: RegisterTaskDefinitionRequest): { cpu?: string; memory?: string } {
  const cpu = input.cpu === undefined ? undefined : unitsOf(input.cpu)
  const memory = input.memory === undefined ? undefined : unitsOf(input.memory)
  if (Number.isNaN(cpu)) throw client("Invalid 'cpu' setting for task.")
  if (Number.isNaN(memory)) throw client("Invalid 'memory' setting for task.")
  if (input.requiresCompatibilities?.includes('FARGATE')) checkFargate(input, cpu, memory)
  for (const container of input.containerDefinitions ?? []) {
    if (memory !== undefined && (container.memory ?? 0) > memory) {
      throw client(
        "Invalid setting for container. The 'memory' setting for container is greater than for the task.",
      )
    }
  }
  const containersCpu = (input.containerDefinitions ?? []).reduce((sum, each) => sum + (each.cpu ?? 0), 0)
  if (cpu !== undefined && containersCpu > cpu) {
    throw client('The sum of the container CPU values cannot be greater than the CPU value of the task.')
  }
  return {
    ...(cpu !== undefined && { cpu: String(cpu) }),
    ...(memory !== undefined && { memory: String(memory) }),
  }
}

function checkFargate(input: RegisterTaskDefinitionRequest, cpu?: number, memory?: number): void {
  if (cpu === undefined) throw client("Fargate requires that 'cpu' be defined at the task level.")
  if (memory === undefined) throw client("Fargate requires that 'memory' be defined at the task level.")
  if (input.networkMode !== 'awsvpc') throw client("Fargate only supports network mode 'awsvpc'.")
  if (!isFargateSize(cpu, memory)) {
    throw client(
      `No Fargate configuration exists for given values: ${cpu} CPU, ${memory} memory. See the Amazon ECS documentation for the valid values.`,
    )
  }
  const logs = input.containerDefinitions?.some((each) => each.logConfiguration?.logDriver === 'awslogs')
  if (logs && !input.executionRoleArn) {
    throw client('Fargate requires task definition to have execution role ARN to support log driver awslogs.')
  }
}

function compatibilities(input: RegisterTaskDefinitionRequest): Compatibility[] {
  const fits =
    input.networkMode === 'awsvpc' && isFargateSize(unitsOf(input.cpu ?? ''), unitsOf(input.memory ?? ''))
  if (input.requiresCompatibilities?.includes('EXTERNAL')) return ['EXTERNAL']
  return fits ? ['EC2', 'FARGATE'] : ['EC2']
}

/** Capabilities that an instance's agent must have to run it. */
function requirements(input: RegisterTaskDefinitionRequest): Attribute[] {
  const names = new Set<string>(['com.amazonaws.ecs.capability.docker-remote-api.1.18'])
  if (input.networkMode === 'awsvpc') names.add('ecs.capability.task-eni')
  if (input.taskRoleArn) names.add('com.amazonaws.ecs.capability.task-iam-role')
  for (const { image = '', logConfiguration, healthCheck, secrets } of input.containerDefinitions ?? []) {
    if (/\.dkr\.ecr\./.test(image)) names.add('com.amazonaws.ecs.capability.ecr-auth')
    if (logConfiguration)
      names.add(`com.amazonaws.ecs.capability.logging-driver.${logConfiguration.logDriver}`)
    if (logConfiguration?.logDriver === 'awslogs' && input.executionRoleArn) {
      names.add('ecs.capability.execution-role-awslogs')
    }
    if (healthCheck) names.add('ecs.capability.container-health-check')
    if (secrets?.length) names.add('ecs.capability.secrets.ssm.environment-variables')
  }
  return [...names].map((name) => ({ name }))
}

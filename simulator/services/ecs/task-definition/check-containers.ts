import type { ContainerDefinition, RegisterTaskDefinitionRequest } from '@aws-sdk/client-ecs'
import { client } from '../refusal.ts'

const NAME = /^[a-zA-Z0-9_-]{1,255}$/

/** Refuses container definitions that RegisterTaskDefinition refuses, with ECS's ClientException texts. */
export function checkContainers(request: RegisterTaskDefinitionRequest): void {
  const containers = request.containerDefinitions ?? []
  if (containers.length === 0) throw client('Container list cannot be empty.')
  if (containers.length > 10) throw client('Too many containers: a task definition can have at most 10.')
  const names = new Set<string>()
  for (const container of containers) {
    const { name = '' } = container
    if (!NAME.test(name)) {
      throw client(
        'Container name contains invalid characters when it should only contain lower/upper case letters, numbers, dash and underscores.',
      )
    }
    if (names.has(name)) throw client(`Container names must be unique: '${name}' is used twice.`)
    names.add(name)
    checkContainer(container, request)
  }
  for (const { name, dependsOn } of containers) {
    for (const { containerName = '' } of dependsOn ?? []) {
      if (!names.has(containerName) || containerName === name) {
        throw client(
          `Invalid 'dependsOn' setting for container '${name}': '${containerName}' is not another container.`,
        )
      }
    }
  }
  if (containers.every((each) => each.essential === false)) {
    throw client('A task definition must have at least one essential container.')
  }
}

function checkContainer(container: ContainerDefinition, request: RegisterTaskDefinitionRequest): void {
  const { name = '', memory, memoryReservation } = container
  if (!container.image) throw client('Container.image should not be null or empty.')
  if (request.memory === undefined && memory === undefined && memoryReservation === undefined) {
    throw client(
      `Invalid setting for container '${name}'. At least one of 'memory' or 'memoryReservation' must be specified.`,
    )
  }
  if (memory !== undefined && memory < 4)
    throw client(`Invalid setting for container '${name}'. 'memory' must be at least 4.`)
  if (memory !== undefined && memoryReservation !== undefined && memoryReservation > memory) {
    throw client(`Invalid setting for container '${name}'. 'memoryReservation' must not exceed 'memory'.`)
  }
  checkPorts(container, request)
  checkHealthCheck(container)
}

function checkPorts(container: ContainerDefinition, request: RegisterTaskDefinitionRequest): void {
  for (const { containerPort = 0, hostPort } of container.portMappings ?? []) {
    if (containerPort < 0 || containerPort > 65535) throw client('Port must be between 0 and 65535.')
    if (request.networkMode === 'awsvpc' && hostPort !== undefined && hostPort !== containerPort) {
      throw client('When networkMode=awsvpc, the host ports and container ports in port mappings must match.')
    }
  }
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html */
function checkHealthCheck({ name = '', healthCheck }: ContainerDefinition): void {
  if (!healthCheck) return
  const within = (what: string, value: number | undefined, least: number, most: number) => {
    if (value !== undefined && (value < least || value > most)) {
      throw client(
        `Invalid health check ${what} for container '${name}': it must be between ${least} and ${most}.`,
      )
    }
  }
  if (!healthCheck.command?.length) throw client(`Container '${name}' has a health check without a command.`)
  within('interval', healthCheck.interval, 5, 300)
  within('timeout', healthCheck.timeout, 2, 120)
  within('retries', healthCheck.retries, 1, 10)
  within('startPeriod', healthCheck.startPeriod, 0, 300)
}

import type {
  ContainerDefinition,
  CreateServiceCommandInput,
  DeploymentConfiguration,
  HealthCheck,
  LogConfiguration,
  PlacementConstraint,
  RegisterTaskDefinitionCommandInput,
  RegisterTaskDefinitionCommandOutput,
  UpdateServiceCommandInput,
} from '@aws-sdk/client-ecs'
import { ecs } from '../services/ecs/service.ts'
import { ecsState } from '../services/ecs/state.ts'
import { addLogGroup } from '../services/logs/groups-of-world.ts'
import type { World } from '../world.ts'
import { act, ecsTags } from './act.ts'
import type { Foundation } from './foundation.ts'

/** One application of an estate: its task definition (one main container `app`) and, unless it is a job, its service. */
export type App = {
  name: string
  cluster: string
  tags: Record<string, string>
  /** Reference of the image that it starts with. */
  image: string
  cpu: number
  memory: number
  /** Of its task definition; the name when not given. */
  family?: string
  /** FARGATE when not given. */
  compute?: 'FARGATE' | 'FARGATE_SPOT' | 'EC2'
  placementConstraints?: PlacementConstraint[]
  desired?: number
  daemon?: boolean
  environment?: Record<string, string>
  /** ARNs in Secrets Manager or SSM, by variable. */
  secrets?: Record<string, string>
  /** A shell command: the container health check. */
  healthCommand?: string
  targetGroupArn?: string
  /** Health check grace period, s. */
  grace?: number
  registryArn?: string
  deployment?: DeploymentConfiguration
  sidecars?: ContainerDefinition[]
  labels?: Record<string, string>
  /** Where its lines go when not to CloudWatch Logs. */
  log?: LogConfiguration
}

const port = 8080

const healthCheck = (command: string): HealthCheck => ({
  command: ['CMD-SHELL', command],
  interval: 10,
  timeout: 5,
  retries: 3,
  startPeriod: 10,
})

export const logGroupOf = (app: Pick<App, 'cluster' | 'name'>) => `/ecs/${app.cluster}/${app.name}`

/** Registers a revision of an application with an image; returns its ARN. */
export function registerRevision(world: World, foundation: Foundation, app: App, image = app.image): string {
  const onFargate = app.compute !== 'EC2'
  if (!app.log) addLogGroup(world, logGroupOf(app), app.tags).retentionInDays = 14
  const logConfiguration: LogConfiguration = app.log ?? {
    logDriver: 'awslogs',
    options: {
      'awslogs-group': logGroupOf(app),
      'awslogs-region': world.region,
      'awslogs-stream-prefix': app.name,
    },
  }
  const main: ContainerDefinition = {
    name: 'app',
    image,
    essential: true,
    ...(onFargate ? {} : { cpu: app.cpu, memory: app.memory }),
    ...(app.targetGroupArn || app.registryArn
      ? { portMappings: [{ name: 'http', containerPort: port, protocol: 'tcp', appProtocol: 'http' }] }
      : {}),
    environment: Object.entries({ LOG_LEVEL: 'info', ...app.environment }).map(([name, value]) => ({
      name,
      value,
    })),
    ...(app.secrets && {
      secrets: Object.entries(app.secrets).map(([name, valueFrom]) => ({ name, valueFrom })),
    }),
    ...(app.healthCommand && { healthCheck: healthCheck(app.healthCommand) }),
    ...(app.labels && { dockerLabels: app.labels }),
    logConfiguration,
  }
  const input: RegisterTaskDefinitionCommandInput = {
    family: app.family ?? app.name,
    networkMode: onFargate ? 'awsvpc' : 'bridge',
    requiresCompatibilities: [onFargate ? 'FARGATE' : 'EC2'],
    ...(onFargate && { cpu: String(app.cpu), memory: String(app.memory) }),
    executionRoleArn: foundation.executionRole,
    taskRoleArn: foundation.taskRole,
    containerDefinitions: [main, ...(app.sidecars ?? []).map((one) => ({ ...one, logConfiguration }))],
    tags: ecsTags(app.tags),
  }
  const made = act<RegisterTaskDefinitionCommandInput, RegisterTaskDefinitionCommandOutput>(
    world,
    ecs,
    'RegisterTaskDefinition',
    input,
  )
  return made.taskDefinition?.taskDefinitionArn ?? ''
}

/**
 * Lets the next revision of a family be `revision`, as where all earlier ones were deleted: AWS's numbers go on counting.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteTaskDefinitions.html
 */
export function countRevisionsFrom(world: World, family: string, revision: number): void {
  ecsState(world).families.set(family, { family, latest: revision - 1, revisions: new Map() })
}

/** Creates the service of an application from its newest revision. */
export function createService(world: World, foundation: Foundation, app: App): void {
  act<CreateServiceCommandInput>(world, ecs, 'CreateService', {
    cluster: app.cluster,
    serviceName: app.name,
    taskDefinition: app.family ?? app.name,
    ...(app.daemon ? { schedulingStrategy: 'DAEMON' } : { desiredCount: app.desired ?? 1 }),
    ...(app.compute === 'FARGATE_SPOT'
      ? { capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }] }
      : { launchType: app.compute ?? 'FARGATE' }),
    ...(app.placementConstraints && { placementConstraints: app.placementConstraints }),
    ...(app.compute !== 'EC2' && { networkConfiguration: networkOf(foundation) }),
    ...(app.targetGroupArn && {
      loadBalancers: [{ targetGroupArn: app.targetGroupArn, containerName: 'app', containerPort: port }],
      healthCheckGracePeriodSeconds: app.grace ?? 60,
    }),
    ...(app.registryArn && { serviceRegistries: [{ registryArn: app.registryArn }] }),
    ...(app.deployment && { deploymentConfiguration: app.deployment }),
    propagateTags: 'SERVICE',
    enableECSManagedTags: true,
    tags: ecsTags(app.tags),
  })
}

/** Rolls an image out: a new revision, and the service on it. Returns the revision's ARN. */
export function release(world: World, foundation: Foundation, app: App, image: string): string {
  const taskDefinition = registerRevision(world, foundation, app, image)
  act<UpdateServiceCommandInput>(world, ecs, 'UpdateService', {
    cluster: app.cluster,
    service: app.name,
    taskDefinition,
  })
  return taskDefinition
}

/** Where the tasks of an estate run: its private subnets. */
export function networkOf({ privateSubnets, taskGroup }: Foundation) {
  return {
    awsvpcConfiguration: {
      subnets: privateSubnets,
      securityGroups: [taskGroup],
      assignPublicIp: 'DISABLED' as const,
    },
  }
}

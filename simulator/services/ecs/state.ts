import type {
  Cluster,
  Container,
  ContainerDefinition,
  ContainerInstance,
  Deployment,
  LoadBalancer,
  PortMapping,
  Service,
  ServiceDeployment,
  ServiceEvent,
  ServiceRevision,
  Tag,
  Task,
  TaskDefinition,
} from '@aws-sdk/client-ecs'
import type { Behaviour, Run } from '../../image.ts'
import type { Slice, World } from '../../world.ts'
import type { Target, TargetHealth } from './load-balancing.ts'
import { scatterHex } from './scatter.ts'
import type { ContainerRun, Lives, TaskLife, TaskOverrides } from './task-history.ts'

/**
 * All that the simulated ECS knows, in AWS's own shapes where AWS shows them (`cluster`, `task`, `definition`, …) with
 * the engine's own facts beside. Neighbours (CloudWatch, Logs, Application Auto Scaling, scenarios) read it through
 * `ecsState(world)` and change it only through handlers and the functions that this folder exports.
 */
export type EcsState = {
  /** By name; INACTIVE ones stay for an hour. */
  clusters: Map<string, ClusterRecord>
  /** By family name. */
  families: Map<string, Family>
  /** Account settings that were changed, by name. */
  settings: Map<string, string>
  /** Digest of each image reference, given at its first use. */
  digests: Map<string, string>
  /** Answers already given to a client token: key → what it was asked and answered. */
  tokens: Map<string, { request: string; arns: string[]; at: number }>
  /** Counts everything that was made: the source of identifiers and of creation order. */
  made: number
}

export type Family = { family: string; latest: number; revisions: Map<number, DefinitionRecord> }

export type DefinitionRecord = { definition: TaskDefinition; tags: Tag[]; seq: number }

export type ClusterRecord = {
  /** AWS's shape; counts are worked out when it is described. */
  cluster: Cluster
  name: string
  seq: number
  tags: Tag[]
  services: Map<string, ServiceRecord>
  /** By task id; STOPPED ones for an hour. */
  tasks: Map<string, TaskRecord>
  /** How many of them run or are on their way, by launch type; kept by `task/status.ts`. */
  counts: { EC2: TaskCounts; FARGATE: TaskCounts; EXTERNAL: TaskCounts }
  /** By container instance id. */
  instances: Map<string, InstanceRecord>
  /** The lives of its tasks, by service name or `family:<family>`; read with `livesOf`. */
  history: Map<string, Lives>
}

export type TaskCounts = { running: number; pending: number }

export type InstanceRecord = {
  /** AWS's shape; remaining resources and task counts are worked out when it is described. */
  instance: ContainerInstance
  id: string
  seq: number
  tags: Tag[]
  cluster: ClusterRecord
  ec2InstanceId: string
  availabilityZone: string
  tasks: Set<TaskRecord>
  cpu: { registered: number; used: number }
  memory: { registered: number; used: number }
  ports: Set<string>
}

export type ContainerRecord = {
  container: Container
  definition: ContainerDefinition
  essential: boolean
  behaviour: Behaviour
  /** The present or last run; undefined until it first starts. */
  run?: Run
  /** The same run in the task's history. */
  lived?: ContainerRun
  failedChecks: number
  cancelExit?: () => void
  cancelCheck?: () => void
}

/** What a task tells its service. */
export type TaskChange = 'running' | 'health' | 'stopping' | 'stopped'

export type TaskTarget = { targetGroupArn: string; target: Target; health: TargetHealth; registered: boolean }

export type TaskRecord = {
  task: Task
  id: string
  seq: number
  cluster: ClusterRecord
  definition: DefinitionRecord
  containers: ContainerRecord[]
  tags: Tag[]
  service?: ServiceRecord
  deployment?: DeploymentRecord
  instance?: InstanceRecord
  /** Private address in its subnet (`awsvpc`). */
  address?: string
  /** `PORT/protocol` that it holds on its instance. */
  ports: string[]
  targets: TaskTarget[]
  reachedRunning: boolean
  /** Counted as healthy by its service at least once. */
  reachedHealthy: boolean
  /** Load balancers of its service, as they were when it was launched. */
  loadBalancers: LoadBalancer[]
  protectedUntil?: number
  /** The next step of its life; cancelled when it is stopped. */
  cancelStep?: (() => void) | undefined
  /** What its container overrides say, for the runs of its containers. */
  overrides?: TaskOverrides
  notify: (change: TaskChange) => void
  /** Starts the containers whose dependencies are met. */
  advance: () => void
  life: TaskLife
}

/** What a deployment runs: everything of a service whose change starts a deployment. */
export type ServiceRevisionConfig = Pick<
  Service,
  'launchType' | 'capacityProviderStrategy' | 'platformVersion' | 'networkConfiguration' | 'loadBalancers'
> &
  Pick<Service, 'serviceRegistries'> &
  Pick<Deployment, 'serviceConnectConfiguration' | 'volumeConfigurations' | 'vpcLatticeConfigurations'> & {
    definition: DefinitionRecord
  }

export type DeploymentRecord = {
  /** AWS's shape; counts are worked out when it is described. */
  deployment: Deployment
  id: string
  config: ServiceRevisionConfig
  /** Failures that the circuit breaker has counted. */
  failures: number
  /** The failed deployment that this one rolls back. */
  rollbackOf?: DeploymentRecord
  serviceDeployment: ServiceDeployment
  revision: ServiceRevision
}

export type ServiceRecord = {
  /** AWS's shape; counts, deployments and events are worked out when it is described. */
  service: Service
  name: string
  seq: number
  cluster: ClusterRecord
  tags: Tag[]
  config: ServiceRevisionConfig
  /** PRIMARY first. */
  deployments: DeploymentRecord[]
  /** Every deployment of the last 90 days, oldest first. */
  history: DeploymentRecord[]
  /** Newest first, at most 100. */
  events: ServiceEvent[]
  /** Its tasks that are not yet STOPPED. */
  tasks: Set<TaskRecord>
  /** Last deployment that reached a steady state: where a rollback goes. */
  completed?: DeploymentRecord
  /** One look of the scheduler; `wake` plans it. */
  reconcile: () => void
  wakeAt: number
  cancelWake?: (() => void) | undefined
  /** Launches in a row that never reached RUNNING. */
  launchFailures: number
  notBefore: number
  calmSince?: number | undefined
  steady: boolean
  /** When its steady state was last told: see `steady-state.ts`. */
  steadyToldAt?: number | undefined
  /** Problems already told: text by kind, with when. */
  told: Map<string, { message: string; at: number }>
  watchMs: number
  cancelWatch?: (() => void) | undefined
}

const slice: Slice<EcsState> = {
  name: 'ecs',
  make: () => ({
    clusters: new Map(),
    families: new Map(),
    settings: new Map(),
    digests: new Map(),
    tokens: new Map(),
    made: 0,
  }),
}

export const ecsState = (world: World): EcsState => world.slice(slice)

/** The next number in creation order. */
export const nextSeq = (world: World): number => ++ecsState(world).made

/** A new 32-hex identifier, as tasks and container instances have. */
export const newId = (world: World): string => scatterHex(4, world.seed, nextSeq(world))

/** A new UUID, as events and attachments have. */
export const newUuid = (world: World): string => uuidOf(newId(world))

/** 32 hex digits as a UUID. */
export function uuidOf(id: string): string {
  const parts = [
    id.slice(0, 8),
    id.slice(8, 12),
    `4${id.slice(13, 16)}`,
    `a${id.slice(17, 20)}`,
    id.slice(20),
  ]
  return parts.join('-')
}

/** The port mappings of a container definition. */
export const portsOf = (definition: ContainerDefinition): PortMapping[] => definition.portMappings ?? []

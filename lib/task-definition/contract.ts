import type { Answer, ListAnswer } from '@/lib/api/answer'
import { read } from '@/lib/api/endpoint'

/** Where a revision is named: its family and number. */
export type RevisionRef = { arn: string; family: string; revision: number }

/**
 * A value that may be a secret: it never leaves the BFF. `tag` is an HMAC under a per-process key, so that two equal
 * values can be told to be equal; `length` is a bucket, not the exact length.
 */
export type Redacted = {
  redacted: true
  tag: string
  length: 'empty' | '1–8' | '9–32' | '33–128' | 'over 128'
}

/** A named value: environment is always redacted; options and labels only when they look secret. */
export type NamedValue = { name: string; value: string | Redacted; overridden?: boolean }

export type SecretRef = { name: string; valueFrom: string }

export type PortMapping = {
  name: string | null
  containerPort: number | null
  hostPort: number | null
  protocol: string
  appProtocol: string | null
}

export type HealthCheck = {
  command: string[]
  intervalSeconds: number
  timeoutSeconds: number
  retries: number
  startPeriodSeconds: number
}

export type ContainerDefinition = {
  name: string
  image: string
  essential: boolean
  cpu: number | null
  memoryMib: number | null
  memoryReservationMib: number | null
  command: string[]
  entryPoint: string[]
  workingDirectory: string | null
  environment: NamedValue[]
  environmentFiles: string[]
  secrets: SecretRef[]
  portMappings: PortMapping[]
  healthCheck: HealthCheck | null
  dependsOn: { containerName: string; condition: string }[]
  logDriver: string | null
  logOptions: NamedValue[]
  logSecrets: SecretRef[]
  dockerLabels: NamedValue[]
  mountPoints: { sourceVolume: string; containerPath: string; readOnly: boolean }[]
  user: string | null
  privileged: boolean
  readonlyRootFilesystem: boolean
  ulimits: { name: string; softLimit: number; hardLimit: number }[]
  stopTimeoutSeconds: number | null
  restartPolicy: { enabled: boolean; restartAttemptPeriodSeconds: number | null } | null
}

export type Volume = {
  name: string
  kind: 'host' | 'docker' | 'efs' | 'fsx' | 'ebs at launch' | 'bind' | 's3files'
  detail: string
}

/** One revision: what AWS registered, with values that may be secret redacted. */
export type TaskDefinition = RevisionRef & {
  status: string
  networkMode: string | null
  cpu: string | null
  memory: string | null
  taskRoleArn: string | null
  executionRoleArn: string | null
  requiresCompatibilities: string[]
  operatingSystemFamily: string | null
  cpuArchitecture: string | null
  ephemeralStorageGib: number | null
  pidMode: string | null
  ipcMode: string | null
  containers: ContainerDefinition[]
  volumes: Volume[]
  placementConstraints: string[]
  registeredAt: string | null
  registeredBy: string | null
  deregisteredAt: string | null
  tags: NamedValue[]
}

export type FamilySummary = { family: string; status: string }
export type RevisionSummary = RevisionRef & { status: string }

/** `GET /task-definitions`: families, ACTIVE ones first. */
export const listFamilies = read<ListAnswer<FamilySummary>>()({
  path: '/{account}/{region}/task-definitions',
  freshness: 'slow',
})

/** `GET /task-definitions/{family}`: its revisions, newest first. */
export const listRevisions = read<ListAnswer<RevisionSummary>>()({
  path: '/{account}/{region}/task-definitions/{family}',
  freshness: 'slow',
})

/** `GET /task-definitions/{family}/{revision}`. */
export const getTaskDefinition = read<Answer<TaskDefinition>>()({
  path: '/{account}/{region}/task-definitions/{family}/{revision}',
  freshness: 'slow',
})

import type {
  ClusterSetting,
  CreateClusterRequest,
  CreateClusterResponse,
  DeleteClusterRequest,
  DeleteClusterResponse,
  UpdateClusterRequest,
  UpdateClusterResponse,
  UpdateClusterSettingsRequest,
  UpdateClusterSettingsResponse,
} from '@aws-sdk/client-ecs'
import { AwsError, type Handler } from '../../../wire/service.ts'
import { clusterNameOf, ecsArn, NAME } from '../arn.ts'
import { findCluster } from '../find.ts'
import { clusterNotFound, invalid } from '../refusal.ts'
import { ecsState, nextSeq, type ClusterRecord } from '../state.ts'
import { checkTags } from '../tag-rules.ts'
import { checkProviders, checkStrategy } from './capacity-providers.ts'
import { showCluster } from './describe-clusters.ts'

/** A deleted cluster can still be described for a while. */
const INACTIVE_KEPT_MS = 3600_000

const INSIGHTS = ['enhanced', 'enabled', 'disabled']

function checkSettings(settings: ClusterSetting[] | undefined): ClusterSetting[] {
  for (const { name, value } of settings ?? []) {
    if (name !== 'containerInsights') throw invalid(`Invalid cluster setting name: ${name ?? ''}`)
    if (!INSIGHTS.includes(value ?? '')) throw invalid(`Invalid value for containerInsights: ${value ?? ''}`)
  }
  return settings ?? []
}

/** Creating a cluster that exists answers with the one that is there. */
export const createCluster: Handler<CreateClusterRequest, CreateClusterResponse> = (input, { world }) => {
  const name = input.clusterName ?? 'default'
  if (!NAME.test(name)) {
    throw invalid(
      'Cluster names can have up to 255 letters (uppercase and lowercase), numbers, underscores, and hyphens.',
    )
  }
  const state = ecsState(world)
  const there = state.clusters.get(name)
  if (there?.cluster.status === 'ACTIVE') return { cluster: showCluster(there, ['SETTINGS', 'TAGS']) }
  checkProviders(input.capacityProviders)
  checkStrategy(input.defaultCapacityProviderStrategy, input.capacityProviders ?? [])
  const settings = checkSettings(input.settings)
  const record: ClusterRecord = {
    name,
    seq: nextSeq(world),
    tags: checkTags(input.tags),
    services: new Map(),
    tasks: new Map(),
    counts: {
      EC2: { running: 0, pending: 0 },
      FARGATE: { running: 0, pending: 0 },
      EXTERNAL: { running: 0, pending: 0 },
    },
    instances: new Map(),
    history: there?.history ?? new Map(),
    cluster: {
      clusterArn: ecsArn(world, `cluster/${name}`),
      clusterName: name,
      status: 'ACTIVE',
      settings: settings.length
        ? settings
        : [{ name: 'containerInsights', value: state.settings.get('containerInsights') ?? 'disabled' }],
      capacityProviders: input.capacityProviders ?? [],
      defaultCapacityProviderStrategy: input.defaultCapacityProviderStrategy ?? [],
      ...(input.configuration && { configuration: input.configuration }),
    },
  }
  setNamespace(record, input.serviceConnectDefaults?.namespace)
  state.clusters.set(name, record)
  return { cluster: showCluster(record, ['SETTINGS', 'TAGS', 'CONFIGURATIONS']) }
}

export const updateCluster: Handler<UpdateClusterRequest, UpdateClusterResponse> = (input, { world }) => {
  const record = findCluster(world, input.cluster)
  if (input.settings) record.cluster.settings = checkSettings(input.settings)
  if (input.configuration) record.cluster.configuration = input.configuration
  setNamespace(record, input.serviceConnectDefaults?.namespace)
  return { cluster: showCluster(record, ['SETTINGS', 'TAGS', 'CONFIGURATIONS']) }
}

export const updateClusterSettings: Handler<UpdateClusterSettingsRequest, UpdateClusterSettingsResponse> = (
  input,
  { world },
) => {
  const record = findCluster(world, input.cluster)
  record.cluster.settings = checkSettings(input.settings)
  return { cluster: showCluster(record, ['SETTINGS', 'TAGS']) }
}

function setNamespace(record: ClusterRecord, namespace: string | undefined): void {
  if (namespace === undefined) return
  if (namespace === '') delete record.cluster.serviceConnectDefaults
  else record.cluster.serviceConnectDefaults = { namespace }
}

/**
 * Refuses while anything is left in it.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteCluster.html
 */
export const deleteCluster: Handler<DeleteClusterRequest, DeleteClusterResponse> = (input, { world }) => {
  if (!input.cluster) throw invalid('Cluster cannot be empty.')
  const { clusters } = ecsState(world)
  const record = clusters.get(clusterNameOf(world, input.cluster))
  if (!record) throw clusterNotFound()
  if (record.cluster.status === 'INACTIVE') return { cluster: showCluster(record) }
  if (record.instances.size > 0) {
    throw refuse('ContainerInstances', 'Container Instances are active or draining')
  }
  if ([...record.services.values()].some((each) => each.service.status !== 'INACTIVE')) {
    throw refuse('Services', 'Services are active')
  }
  if ([...record.tasks.values()].some((each) => each.task.lastStatus !== 'STOPPED')) {
    throw refuse('Tasks', 'Tasks are active')
  }
  record.cluster.status = 'INACTIVE'
  world.after(INACTIVE_KEPT_MS, () => {
    if (clusters.get(record.name) === record) clusters.delete(record.name)
  })
  return { cluster: showCluster(record) }
}

const refuse = (what: string, text: string) =>
  new AwsError(`ClusterContains${what}Exception`, `The Cluster cannot be deleted while ${text}.`)

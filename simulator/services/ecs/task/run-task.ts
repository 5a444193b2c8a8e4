import type {
  Failure,
  RunTaskRequest,
  RunTaskResponse,
  StartTaskRequest,
  StartTaskResponse,
  Tag,
  TaskOverride,
} from '@aws-sdk/client-ecs'
import type { World } from '../../../world.ts'
import type { Handler } from '../../../wire/service.ts'
import { ecsArn } from '../arn.ts'
import { checkStrategy } from '../cluster/capacity-providers.ts'
import { earlierAnswer, rememberAnswer } from '../client-tokens.ts'
import { findCluster, findDefinition, idOf } from '../find.ts'
import { misfitOf, type Wish } from '../placement/fit.ts'
import { launchTypeOf } from '../placement/launch-type.ts'
import { place } from '../placement/place.ts'
import { checkBatch, invalid } from '../refusal.ts'
import type { ClusterRecord, DefinitionRecord, InstanceRecord, TaskRecord } from '../state.ts'
import { checkTags } from '../tag-rules.ts'
import { checkCompatible, checkNetwork } from './check-network.ts'
import { showTask } from './describe-tasks.ts'
import { launchTask, type Launch } from './launch.ts'
import { needsOf } from './needs.ts'

/** Standalone tasks have nobody to tell. */
const notify = () => {}

const STARTED_BY = /^[a-zA-Z0-9\-_/]{0,128}$/

/** Launches 1–10 standalone tasks; those that find no room come back as `failures`. */
export const runTask: Handler<RunTaskRequest, RunTaskResponse> = (input, { world }) => {
  const cluster = findCluster(world, input.cluster)
  const count = input.count ?? 1
  if (count < 1) throw invalid('Count should be greater than 0.')
  if (count > 10) throw invalid('Count should not be greater than 10.')
  if ((input.clientToken?.length ?? 0) > 64)
    throw invalid('clientToken should not be longer than 64 characters.')
  const { clientToken, ...request } = input
  const token = clientToken === undefined ? undefined : `RunTask ${cluster.name} ${clientToken}`
  const earlier = earlierAnswer(world, token, request)
  if (earlier) {
    const records = earlier
      .map((arn) => cluster.tasks.get(arn.split('/').at(-1)!))
      .filter((each) => each !== undefined)
    return { tasks: records.map((each) => showTask(each, ['TAGS'])), failures: [] }
  }
  if (input.launchType && input.capacityProviderStrategy?.length) {
    throw invalid(
      'Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.',
    )
  }
  checkStrategy(input.capacityProviderStrategy, cluster.cluster.capacityProviders ?? [])
  const definition = prepare(world, input)
  const network = checkNetwork(definition, input.networkConfiguration)
  checkCompatible(definition, launchTypeOf(input, cluster).launchType)
  const common = commonOf(input, cluster, definition)
  const wish: Wish = {
    definition,
    needs: needsOf(definition, input.overrides),
    constraints: input.placementConstraints ?? [],
    group: common.group,
  }
  const records: TaskRecord[] = []
  const failures: Failure[] = []
  for (let i = 0; i < count; i++) {
    const { launchType, capacityProviderName } = launchTypeOf(input, cluster, i)
    let instance: InstanceRecord | undefined
    if (launchType !== 'FARGATE') {
      const placement = place(world, cluster, wish, input.placementStrategy ?? [])
      instance = placement.instance
      if (!placement.instance) {
        failures.push(...placementFailures(placement.misfits))
        break
      }
    }
    const subnetId = network?.subnets?.[i % network.subnets.length]
    records.push(
      launchTask(world, {
        ...common,
        launchType,
        ...(capacityProviderName && { capacityProviderName }),
        ...(input.platformVersion !== undefined && { platformVersion: input.platformVersion }),
        ...(subnetId !== undefined && { subnetId }),
        ...(instance && { instance }),
      }),
    )
  }
  const arns = records.map((each) => each.task.taskArn!)
  rememberAnswer(world, token, request, arns)
  return { tasks: records.map((each) => showTask(each, ['TAGS'])), failures }
}

/** Starts a task on each of the named instances. */
export const startTask: Handler<StartTaskRequest, StartTaskResponse> = (input, { world }) => {
  const cluster = findCluster(world, input.cluster)
  checkBatch('Container instances', input.containerInstances, 10)
  const definition = prepare(world, input)
  const network = checkNetwork(definition, input.networkConfiguration)
  checkCompatible(definition, 'EC2')
  const common = commonOf(input, cluster, definition)
  const needs = needsOf(definition, input.overrides)
  const records: TaskRecord[] = []
  const failures: Failure[] = []
  for (const ref of input.containerInstances ?? []) {
    const id = idOf(world, ref, 'container-instance', cluster)
    const instance = cluster.instances.get(id)
    const misfit = instance
      ? misfitOf(instance, { definition, needs, constraints: [], group: common.group })
      : 'MISSING'
    if (!instance || misfit) {
      failures.push({
        arn: ecsArn(world, `container-instance/${cluster.name}/${id}`),
        reason: misfit ?? 'MISSING',
      })
      continue
    }
    const subnetId = network?.subnets?.[0]
    records.push(
      launchTask(world, {
        ...common,
        launchType: 'EC2',
        instance,
        ...(subnetId !== undefined && { subnetId }),
      }),
    )
  }
  return { tasks: records.map((each) => showTask(each, ['TAGS'])), failures }
}

type Asked = Pick<
  RunTaskRequest,
  'taskDefinition' | 'overrides' | 'startedBy' | 'group' | 'tags' | 'propagateTags' | 'enableECSManagedTags'
> & { enableExecuteCommand?: boolean | undefined }

function prepare(world: World, input: Asked): DefinitionRecord {
  const definition = findDefinition(world, input.taskDefinition)
  if (!STARTED_BY.test(input.startedBy ?? '')) {
    throw invalid('startedBy can have up to 128 letters, numbers, hyphens, slashes and underscores.')
  }
  if (input.group?.startsWith('service:')) throw invalid('The group name service: is reserved.')
  const names = new Set(definition.definition.containerDefinitions?.map((each) => each.name))
  for (const { name } of input.overrides?.containerOverrides ?? []) {
    if (!names.has(name))
      throw invalid(`Override for container named ${name ?? ''} is not a container in the TaskDefinition.`)
  }
  if (JSON.stringify(input.overrides ?? {}).length > 8192)
    throw invalid('Container Overrides length must be at most 8192')
  return definition
}

function commonOf(
  input: Asked,
  cluster: ClusterRecord,
  definition: DefinitionRecord,
): Omit<Launch, 'launchType'> {
  const family = definition.definition.family ?? ''
  const tags: Tag[] = checkTags(input.tags, input.propagateTags === 'TASK_DEFINITION' ? definition.tags : [])
  if (input.enableECSManagedTags) tags.push({ key: 'aws:ecs:clusterName', value: cluster.name })
  return {
    cluster,
    definition,
    group: input.group ?? `family:${family}`,
    tags,
    enableExecuteCommand: input.enableExecuteCommand === true,
    loadBalancers: [],
    notify,
    ...(input.startedBy !== undefined && { startedBy: input.startedBy }),
    ...(input.overrides && { override: normalOverride(input.overrides) }),
  }
}

const normalOverride = (override: TaskOverride): TaskOverride => ({
  containerOverrides: [],
  inferenceAcceleratorOverrides: [],
  ...override,
})

/** One failure for each instance that was looked at; a cluster without instances is an error of its own. */
function placementFailures(misfits: Map<InstanceRecord, string>): Failure[] {
  if (misfits.size === 0) throw invalid('No Container Instances were found in your cluster.')
  return [...misfits].map(([instance, reason]) => ({ arn: instance.instance.containerInstanceArn!, reason }))
}

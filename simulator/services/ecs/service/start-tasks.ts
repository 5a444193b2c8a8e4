import type { Tag } from '@aws-sdk/client-ecs'
import type { World } from '../../../world.ts'
import { launchTypeOf } from '../placement/launch-type.ts'
import { place, SPREAD_ZONES, type Placement } from '../placement/place.ts'
import type { Misfit, Wish } from '../placement/fit.ts'
import type { InstanceRecord, ServiceRecord, TaskRecord } from '../state.ts'
import { launchTask } from '../task/launch.ts'
import { needsOf } from '../task/needs.ts'
import { disturb } from './disturb.ts'
import { accountFor } from './rollout.ts'
import { announce, announceProblem, solved } from './service-events.ts'
import { listed } from './stop-tasks.ts'

/** What a task of the service's present revision asks of an instance. */
export function wishOf(service: ServiceRecord): Wish {
  const { definition } = service.config
  return {
    definition,
    needs: needsOf(definition),
    constraints: service.service.placementConstraints ?? [],
    group: `service:${service.name}`,
  }
}

/** Launches up to `count` tasks of the newest deployment. Answers how many could be launched. */
export function startTasks(world: World, service: ServiceRecord, count: number): number {
  const started: TaskRecord[] = []
  const onInstances = launchTypeOf(service.config, service.cluster).launchType !== 'FARGATE'
  const given = service.service.placementStrategy
  const strategies = given?.length ? given : SPREAD_ZONES
  const tags = tagsFor(service)
  while (started.length < count) {
    let instance: InstanceRecord | undefined
    if (onInstances) {
      const placement = place(world, service.cluster, wishOf(service), strategies)
      instance = placement.instance
      if (!placement.instance) {
        announceProblem(world, service, 'placement', placementEvent(placement))
        break
      }
      solved(service, 'placement')
    }
    started.push(startTask(world, service, instance, tags))
  }
  tellStarted(world, service, started)
  return started.length
}

/** Adds the event of tasks that were launched. */
export function tellStarted(world: World, service: ServiceRecord, started: TaskRecord[]): void {
  if (started.length === 0) return
  disturb(world, service)
  announce(world, service, `has started ${started.length} tasks: ${listed(started)}.`)
}

/** Launches one task of the newest deployment, on a container instance or on Fargate. */
export function startTask(
  world: World,
  service: ServiceRecord,
  instance?: InstanceRecord,
  tags = tagsFor(service),
): TaskRecord {
  const { config, cluster } = service
  const deployment = service.deployments[0]!
  const { launchType, capacityProviderName } = launchTypeOf(config, cluster, service.tasks.size)
  const subnetId = subnetFor(
    service,
    config.networkConfiguration?.awsvpcConfiguration?.subnets ?? [],
    instance,
  )
  const record = launchTask(world, {
    cluster,
    definition: config.definition,
    launchType,
    group: `service:${service.name}`,
    startedBy: deployment.id,
    tags,
    enableExecuteCommand: service.service.enableExecuteCommand === true,
    loadBalancers: config.loadBalancers ?? [],
    service,
    deployment,
    notify: (change) => accountFor(world, service, record, change),
    ...(capacityProviderName && { capacityProviderName }),
    ...(config.platformVersion !== undefined && { platformVersion: config.platformVersion }),
    ...(subnetId !== undefined && { subnetId }),
    ...(instance && { instance }),
  })
  return record
}

/** The subnet with the fewest of the service's tasks: AZ spread. On an instance: a subnet, whichever. */
function subnetFor(service: ServiceRecord, subnets: string[], instance?: InstanceRecord): string | undefined {
  if (service.config.definition.definition.networkMode !== 'awsvpc') return undefined
  if (instance) return subnets[instance.seq % Math.max(subnets.length, 1)]
  const used = new Map<string, number>()
  for (const { task } of service.tasks) {
    if (task.desiredStatus !== 'RUNNING') continue
    const subnetId = task.attachments?.[0]?.details?.[0]?.value ?? ''
    used.set(subnetId, (used.get(subnetId) ?? 0) + 1)
  }
  return [...subnets].sort((a, b) => (used.get(a) ?? 0) - (used.get(b) ?? 0))[0]
}

function tagsFor(service: ServiceRecord): Tag[] {
  const { propagateTags, enableECSManagedTags } = service.service
  const tags: Tag[] = []
  if (propagateTags === 'SERVICE') tags.push(...service.tags)
  if (propagateTags === 'TASK_DEFINITION') tags.push(...service.config.definition.tags)
  if (enableECSManagedTags) {
    tags.push({ key: 'aws:ecs:serviceName', value: service.name })
    tags.push({ key: 'aws:ecs:clusterName', value: service.cluster.name })
  }
  return tags
}

/** ECS's words for why nothing fits, by the closest instance's misfit. */
const MISFITS: Record<Misfit, string> = {
  'RESOURCE:CPU': 'has insufficient CPU units available',
  'RESOURCE:MEMORY': 'has insufficient memory available',
  'RESOURCE:PORTS': 'is already using a port required by your task',
  ATTRIBUTE: 'is missing an attribute required by your task',
  AGENT: 'encountered error "AGENT"',
  'MemberOf placement constraint unsatisfied.':
    'encountered error "MemberOf placement constraint unsatisfied."',
  'DistinctInstance placement constraint unsatisfied.':
    'encountered error "DistinctInstance placement constraint unsatisfied."',
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html */
export function placementEvent(placement: Placement): string {
  const failed = 'was unable to place a task because no container instance met all of its requirements.'
  const closest = placement.instance ? undefined : placement.closest
  const why = closest
    ? `The closest matching (container-instance ${closest.instance.id}) ${MISFITS[closest.misfit]}.`
    : 'Reason: No Container Instances were found in your cluster.'
  return `${failed} ${why} For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.`
}

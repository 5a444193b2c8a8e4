import 'server-only'
import { isoOf } from '@/lib/api/assemble'
import type { EcsService } from '@/lib/aws/ecs-services'
import type { TaskSummary } from '@/lib/task/contract'
import type { TaskDefinition } from '@/lib/task-definition/contract'
import { refOf } from '@/lib/task-definition/ref'
import type { Deployment } from './contract'

/**
 * A service's deployments as DescribeServices lists them, newest first. Under EXTERNAL and CODE_DEPLOY there are task
 * sets in their place; they are told in the same words.
 */
export function deploymentsOf(
  service: EcsService,
  tasks: readonly TaskSummary[] = [],
  definitions: ReadonlyMap<string, TaskDefinition> = new Map(),
): Deployment[] {
  const rolling = (service.deployments ?? []).map((deployment): Omit<Deployment, 'images'> => ({
    id: deployment.id ?? '',
    status: deployment.status ?? '',
    taskDefinition: refOf(deployment.taskDefinition),
    desiredCount: deployment.desiredCount ?? 0,
    runningCount: deployment.runningCount ?? 0,
    pendingCount: deployment.pendingCount ?? 0,
    failedTasks: deployment.failedTasks ?? 0,
    rolloutState: deployment.rolloutState || null,
    rolloutStateReason: deployment.rolloutStateReason ?? null,
    launchType: deployment.launchType ?? null,
    platformVersion: deployment.platformVersion ?? null,
    createdAt: isoOf(deployment.createdAt),
    updatedAt: isoOf(deployment.updatedAt),
  }))
  const all = rolling.length > 0 ? rolling : taskSetsOf(service)
  return all
    .map((deployment) => ({ ...deployment, images: imagesOf(deployment, tasks, definitions) }))
    .sort((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? ''))
}

function taskSetsOf({ taskSets }: EcsService): Omit<Deployment, 'images'>[] {
  return (taskSets ?? []).map((set) => ({
    id: set.id ?? '',
    status: set.status ?? '',
    taskDefinition: refOf(set.taskDefinition),
    desiredCount: set.computedDesiredCount ?? 0,
    runningCount: set.runningCount ?? 0,
    pendingCount: set.pendingCount ?? 0,
    failedTasks: 0,
    rolloutState: null,
    rolloutStateReason: set.stabilityStatus ?? null,
    launchType: set.launchType ?? null,
    platformVersion: set.platformVersion ?? null,
    createdAt: isoOf(set.createdAt),
    updatedAt: isoOf(set.updatedAt),
  }))
}

/** What its definition names, with the digests that its tasks really run: the tag may have moved since. */
function imagesOf(
  { id, taskDefinition }: Pick<Deployment, 'id' | 'taskDefinition'>,
  tasks: readonly TaskSummary[],
  definitions: ReadonlyMap<string, TaskDefinition>,
): Deployment['images'] {
  const running = tasks.filter(({ startedBy }) => startedBy === id).flatMap(({ containers }) => containers)
  const defined = definitions.get(taskDefinition?.arn ?? '')?.containers
  const containers = defined ?? running.map(({ name, image }) => ({ name, image: image ?? '' }))
  const names = [...new Map(containers.map((container) => [container.name, container])).values()]
  return names.map(({ name, image }) => ({
    containerName: name,
    image,
    digests: [
      ...new Set(
        running.filter((each) => each.name === name).flatMap(({ imageDigest }) => imageDigest ?? []),
      ),
    ],
  }))
}

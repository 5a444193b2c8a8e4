import 'server-only'
import type { Read } from '@/lib/api/outcome'
import { pathOf } from '@/lib/api/paths'
import type { Scope } from '@/lib/api/segments'
import type { ReadCluster } from '@/lib/cluster/server/read'
import type { ContainerInstance } from '@/lib/instance/contract'
import type { TaskSummary } from '@/lib/task/contract'
import { taskSummary } from '@/lib/task/server/judge'
import { refOf } from '@/lib/task-definition/ref'
import { definitionOf } from '@/lib/task-definition/server'
import type { Candidate } from '../match'

const base = '/{account}/{region}'

/** A cluster, its services, its tasks and the target groups behind them. */
export function clusterCandidates(scope: Scope, { summary, services }: ReadCluster): Candidate[] {
  const cluster = summary.name
  const tasks = [...services.tasks.running, ...services.tasks.stopped].map(taskSummary)
  const own: Candidate = {
    hit: {
      kind: 'cluster',
      title: cluster,
      detail: 'cluster',
      path: pathOf(`${base}/clusters/{cluster}`, { ...scope, cluster }),
      level: summary.health.level,
    },
    keys: [{ text: cluster }, { text: summary.arn }],
  }
  const servicePath = (service: string) =>
    pathOf(`${base}/clusters/{cluster}/services/{service}`, { ...scope, cluster, service })
  const found = services.services.map((service): Candidate => {
    const { taskDefinition: ref, health } = service
    return {
      hit: {
        kind: 'service',
        title: service.name,
        detail: cluster,
        path: servicePath(service.name),
        level: health.level,
      },
      keys: [
        { text: service.name },
        { text: service.arn },
        ...service.images.map((image) => ({ text: image, detail: `image ${image}` })),
        ...(ref
          ? [
              { text: `${ref.family}:${ref.revision}`, detail: `${ref.family}:${ref.revision}` },
              { text: ref.arn },
            ]
          : []),
      ],
    }
  })
  return [
    own,
    ...found,
    ...tasks.map((task) => taskCandidate(scope, cluster, task)),
    ...groupCandidates(tasks, cluster, servicePath),
  ]
}

const said = (text: string | null, label = '') => (text ? [{ text, detail: `${label}${text}` }] : [])

function taskCandidate(scope: Scope, cluster: string, task: TaskSummary): Candidate {
  const path = pathOf(`${base}/clusters/{cluster}/tasks/{task}`, { ...scope, cluster, task: task.taskId })
  const ref = task.taskDefinition
  return {
    hit: {
      kind: 'task',
      title: task.taskId,
      detail: `${cluster} · ${task.serviceName ?? ref?.family ?? 'standalone'}`,
      path,
      level: task.health.level,
    },
    keys: [
      { text: task.taskId },
      { text: task.arn },
      ...said(task.privateIp),
      ...said(task.publicIp),
      ...said(ref && `${ref.family}:${ref.revision}`),
      ...task.containers.flatMap(({ image, imageDigest }) => [
        ...said(image, 'image '),
        ...said(imageDigest, 'digest '),
      ]),
      ...task.containers.flatMap(({ runtimeId }) =>
        runtimeId ? [{ text: runtimeId, detail: `runtime id ${runtimeId}` }] : [],
      ),
    ],
  }
}

/** Target groups lead to the service that they probe. */
function groupCandidates(
  tasks: TaskSummary[],
  cluster: string,
  servicePath: (name: string) => string,
): Candidate[] {
  const found = tasks.flatMap(({ serviceName, targets }) =>
    serviceName === null ? [] : targets.map((target) => ({ serviceName, ...target })),
  )
  const groups = new Map(found.map((target) => [`${target.targetGroupArn} ${target.serviceName}`, target]))
  return [...groups.values()].map(({ serviceName, targetGroupArn, targetGroupName }) => ({
    hit: {
      kind: 'target-group',
      title: targetGroupName,
      detail: `${cluster} · ${serviceName}`,
      path: servicePath(serviceName),
      level: null,
    },
    keys: [{ text: targetGroupName }, { text: targetGroupArn }],
  }))
}

export function instanceCandidates(
  scope: Scope,
  cluster: string,
  instances: ContainerInstance[],
): Candidate[] {
  const path = pathOf(`${base}/clusters/{cluster}/instances`, { ...scope, cluster })
  return instances.map((instance) => ({
    hit: {
      kind: 'instance',
      title: instance.ec2InstanceId ?? instance.id,
      detail: cluster,
      path,
      level: null,
    },
    keys: [{ text: instance.ec2InstanceId ?? '' }, { text: instance.id }, { text: instance.arn }],
  }))
}

export function familyCandidates(scope: Scope, families: string[]): Candidate[] {
  return families.map((family) => ({
    hit: {
      kind: 'task-definition',
      title: family,
      detail: 'task definition family',
      path: pathOf(`${base}/task-definitions/{family}`, { ...scope, family }),
      level: null,
    },
    keys: [{ text: family }],
  }))
}

/** `family:revision` or its ARN, when AWS has that revision; `read` is absent when the query is neither. */
export async function revisionCandidates(
  scope: Scope,
  query: string,
): Promise<{ found: Candidate[]; read?: Read<unknown> }> {
  const ref = refOf(query.trim())
  if (ref === null || /\s/.test(query.trim())) return { found: [] }
  const name = `${ref.family}:${ref.revision}`
  const read = await definitionOf(scope, name)
  if (!read.ok || read.value === null) return { found: [], read }
  const path = pathOf(`${base}/task-definitions/{family}/{revision}`, {
    ...scope,
    family: ref.family,
    revision: String(ref.revision),
  })
  const found: Candidate = {
    hit: {
      kind: 'task-definition',
      title: name,
      detail: `revision · ${read.value.status}`,
      path,
      level: null,
    },
    keys: [{ text: name }, { text: read.value.arn }, { text: query.trim() }],
  }
  return { found: [found], read }
}

import 'server-only'
import type { Read } from '@/lib/api/outcome'
import { pathOf } from '@/lib/api/paths'
import type { Scope } from '@/lib/api/segments'
import type { ReadCluster } from '@/lib/cluster/server/read'
import type { ContainerInstance } from '@/lib/instance/contract'
import type { ServiceSummary } from '@/lib/service/contract'
import type { JudgedListedTask } from '@/lib/task/server/judge'
import { refOf } from '@/lib/task-definition/ref'
import { definitionOf } from '@/lib/task-definition/server'
import { type Candidate, candidate, type Key } from '../match'

const base = '/{account}/{region}'

/** A cluster, its services, its tasks and the target groups behind them. */
export function clusterCandidates(scope: Scope, { summary, services }: ReadCluster): Candidate[] {
  const cluster = summary.name
  const tasks = [...services.tasks.running, ...services.tasks.stopped]
  const own = [{ text: cluster }, { text: summary.arn }]
  return [
    candidate({ kind: 'cluster', title: cluster, level: summary.health.level }, own, () => ({
      detail: 'cluster',
      path: pathOf(`${base}/clusters/{cluster}`, { ...scope, cluster }),
      keys: own,
    })),
    ...services.services.map((service) =>
      once(madeOfServices, service, () => serviceCandidate(scope, service)),
    ),
    ...tasks.map((task) => once(madeOfTasks, task, () => taskCandidate(scope, cluster, task))),
    ...groupCandidates(scope, cluster, tasks),
  ]
}

// What did not change is looked for as before: its candidate is made once.
const madeOfServices = new WeakMap<ServiceSummary, Candidate>()
const madeOfTasks = new WeakMap<JudgedListedTask, Candidate>()

function once<T extends object>(made: WeakMap<T, Candidate>, of: T, make: () => Candidate): Candidate {
  const known = made.get(of) ?? make()
  made.set(of, known)
  return known
}

function serviceCandidate(scope: Scope, service: ServiceSummary): Candidate {
  const { name, clusterName, health } = service
  return candidate({ kind: 'service', title: name, level: health.level }, serviceKeys(service), () => ({
    detail: clusterName,
    path: servicePath(scope, clusterName, name),
    keys: serviceKeys(service),
  }))
}

function serviceKeys({ name, arn, images, taskDefinition: ref }: ServiceSummary): Key[] {
  return [
    { text: name },
    { text: arn },
    ...images.map((image) => ({ text: image, detail: `image ${image}` })),
    ...(ref
      ? [
          { text: `${ref.family}:${ref.revision}`, detail: `${ref.family}:${ref.revision}` },
          { text: ref.arn },
        ]
      : []),
  ]
}

function servicePath(scope: Scope, cluster: string, service: string): string {
  return pathOf(`${base}/clusters/{cluster}/services/{service}`, { ...scope, cluster, service })
}

const said = (text: string | null, label = '') => (text ? [{ text, detail: `${label}${text}` }] : [])

function taskCandidate(scope: Scope, cluster: string, task: JudgedListedTask): Candidate {
  const { taskId, serviceName, taskDefinition: ref } = task.shape
  return candidate({ kind: 'task', title: taskId, level: task.health.level }, taskKeys(task), () => ({
    detail: `${cluster} · ${serviceName ?? ref?.family ?? 'standalone'}`,
    path: pathOf(`${base}/clusters/{cluster}/tasks/{task}`, { ...scope, cluster, task: taskId }),
    keys: taskKeys(task),
  }))
}

function taskKeys({
  shape: { taskId, arn, privateIp, publicIp, taskDefinition: ref, containers },
}: JudgedListedTask): Key[] {
  return [
    { text: taskId },
    { text: arn },
    ...said(privateIp),
    ...said(publicIp),
    ...said(ref && `${ref.family}:${ref.revision}`),
    ...containers.flatMap(({ image, imageDigest, runtimeId }) => [
      ...said(image, 'image '),
      ...said(imageDigest, 'digest '),
      ...said(runtimeId, 'runtime id '),
    ]),
  ]
}

/** Target groups lead to the service that they probe. */
function groupCandidates(scope: Scope, cluster: string, tasks: readonly JudgedListedTask[]): Candidate[] {
  const groups = new Map<string, Candidate>()
  for (const { shape, targets } of tasks) {
    const { serviceName } = shape
    if (serviceName === null) continue
    for (const { targetGroupArn, targetGroupName } of targets) {
      const key = `${targetGroupArn} ${serviceName}`
      if (groups.has(key)) continue
      const keys = [{ text: targetGroupName }, { text: targetGroupArn }]
      const found = candidate({ kind: 'target-group', title: targetGroupName, level: null }, keys, () => ({
        detail: `${cluster} · ${serviceName}`,
        path: servicePath(scope, cluster, serviceName),
        keys,
      }))
      groups.set(key, found)
    }
  }
  return [...groups.values()]
}

export function instanceCandidates(
  scope: Scope,
  cluster: string,
  instances: ContainerInstance[],
): Candidate[] {
  const path = pathOf(`${base}/clusters/{cluster}/instances`, { ...scope, cluster })
  return instances.map((instance) => {
    const keys = [{ text: instance.ec2InstanceId ?? '' }, { text: instance.id }, { text: instance.arn }]
    const title = instance.ec2InstanceId ?? instance.id
    return candidate({ kind: 'instance', title, level: null }, keys, () => ({ detail: cluster, path, keys }))
  })
}

export function familyCandidates(scope: Scope, families: string[]): Candidate[] {
  return families.map((family) => {
    const keys = [{ text: family }]
    return candidate({ kind: 'task-definition', title: family, level: null }, keys, () => ({
      detail: 'task definition family',
      path: pathOf(`${base}/task-definitions/{family}`, { ...scope, family }),
      keys,
    }))
  })
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
  const { status, arn } = read.value
  const path = pathOf(`${base}/task-definitions/{family}/{revision}`, {
    ...scope,
    family: ref.family,
    revision: String(ref.revision),
  })
  const keys = [{ text: name }, { text: arn }, { text: query.trim() }]
  const found = candidate({ kind: 'task-definition', title: name, level: null }, keys, () => ({
    detail: `revision · ${status}`,
    path,
    keys,
  }))
  return { found: [found], read }
}

import 'server-only'
import type { Answer } from '@/lib/api/answer'
import { answerOf, asOfOf, partOf } from '@/lib/api/assemble'
import { ApiError } from '@/lib/api/error'
import { must, type Read } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import { describeScalableTarget, describeScalingPolicies } from '@/lib/aws/application-auto-scaling'
import { now } from '@/lib/aws/connection'
import { describeService, type EcsService } from '@/lib/aws/ecs-services'
import type { ReadOptions } from '@/lib/aws/cache'
import { patiently } from '@/lib/aws/look'
import { addressesOf, targetGroupsOf } from '@/lib/load-balancer/server'
import { taskSummary } from '@/lib/task/server/judge'
import { type JudgedTasks, judgedTasks, taskAges, taskParts } from '@/lib/task/server/judged-tasks'
import type { TaskDefinition } from '@/lib/task-definition/contract'
import { nameOf } from '@/lib/api/arn'
import { definitionOf } from '@/lib/task-definition/server'
import type { Scaling, Service, ServiceSummary } from '../contract'
import { fullService } from './full'
import { judgeService, serviceVerdicts, tasksByService } from './judge'

export type ServiceParams = { cluster: string; service: string }

/** The description of one service; throws `not_found` in a plain sentence when there is none. */
export async function describedService(
  scope: Scope,
  { cluster, service }: ServiceParams,
  options: ReadOptions,
): Promise<{ value: EcsService; asOf: number; read: Read<EcsService | null> }> {
  const read = await describeService(scope, cluster, service, patiently(options))
  const { value, asOf } = must(read)
  if (value === null)
    throw new ApiError({ code: 'not_found', message: `There is no service ${service} in ${cluster}.` })
  return { value, asOf, read }
}

/** One service as a row, with its tasks. */
export async function readService(
  scope: Scope,
  params: ServiceParams,
  options: ReadOptions,
): Promise<{
  summary: ServiceSummary
  service: EcsService
  read: Read<EcsService | null>
  asOf: number
  tasks: JudgedTasks
}> {
  const [{ value, asOf, read }, tasks] = await Promise.all([
    describedService(scope, params, options),
    judgedTasks(scope, params.cluster, options, new Set([params.service])),
  ])
  const listed = { arn: value.serviceArn ?? params.service, name: params.service, read }
  const own = tasksByService(tasks)(params.service)
  const verdicts = serviceVerdicts(scope, params.cluster)
  const summary = judgeService(verdicts, params.cluster, listed, own, tasks.lists, now(scope))
  return { summary, service: value, read, asOf, tasks }
}

/** One service in full; what is read apart from it may fail alone. */
export async function fullServiceAnswer(
  scope: Scope,
  params: ServiceParams,
  options: ReadOptions,
): Promise<Answer<Service>> {
  const { summary, service, read, asOf, tasks } = await readService(scope, params, options)
  const at = now(scope)
  const entries = (service.loadBalancers ?? []).flatMap((entry) =>
    entry.targetGroupArn
      ? [
          {
            targetGroupArn: entry.targetGroupArn,
            containerName: entry.containerName ?? null,
            containerPort: entry.containerPort ?? null,
          },
        ]
      : [],
  )
  const arns = entries.map(({ targetGroupArn }) => targetGroupArn)
  // What only stands beside it is not waited for any longer than the rest: its panel says that it is being read.
  const aside: ReadOptions = options.until === undefined ? {} : { until: options.until }
  const [groups, addresses, scaling, definitions] = await Promise.all([
    targetGroupsOf(scope, entries, at, { ...options, pastCache: false }),
    addressesOf(scope, arns, at, aside),
    scalingOf(scope, params, aside),
    definitionsOf(scope, service, aside),
  ])
  const item = fullService(summary, service, {
    tasks: [...tasks.running, ...tasks.stopped].map(taskSummary),
    definitions: definitions.known,
    targetGroups: groups.groups,
    addresses: addresses.ok ? addresses.value : [],
    scaling: scaling.ok ? scaling.value : undefined,
  })
  return answerOf(item, {
    now: now(scope),
    asOf: [asOf, ...taskAges(tasks), ...(entries.length > 0 ? [asOfOf(groups.health)] : []), asOfOf(scaling)],
    parts: {
      service: partOf(read),
      ...taskParts(scope, tasks),
      ...(entries.length > 0 && {
        loadBalancer: partOf(groups.described, addresses),
        targetHealth: partOf(groups.health),
      }),
      scaling: partOf(scaling),
      ...(definitions.reads.length > 0 && { taskDefinition: partOf(...definitions.reads) }),
    },
  })
}

async function scalingOf(
  scope: Scope,
  { cluster, service }: ServiceParams,
  options: ReadOptions,
): Promise<Read<Scaling | null>> {
  const target = await describeScalableTarget(scope, cluster, service, options)
  if (!target.ok) return target
  if (target.value === null) return { ...target, value: null }
  const policies = await describeScalingPolicies(scope, cluster, service, options)
  const { MinCapacity, MaxCapacity, SuspendedState: suspended } = target.value
  const value: Scaling = {
    minCapacity: MinCapacity ?? 0,
    maxCapacity: MaxCapacity ?? 0,
    suspended: Boolean(suspended?.DynamicScalingInSuspended && suspended.DynamicScalingOutSuspended),
    policies: policies.ok ? policies.value.flatMap(({ PolicyName }) => PolicyName ?? []) : [],
  }
  return { ...target, value, ...(policies.error && { error: policies.error }) }
}

/** The definitions of its deployments, by the ARN that the service gives. */
async function definitionsOf(scope: Scope, service: EcsService, options: ReadOptions) {
  const given = [
    service.taskDefinition,
    ...[...(service.deployments ?? []), ...(service.taskSets ?? [])].map((each) => each.taskDefinition),
  ]
  const arns = [...new Set(given.flatMap((arn) => arn || []))]
  const reads = await Promise.all(arns.map((arn) => definitionOf(scope, nameOf(arn), options)))
  const known = new Map<string, TaskDefinition>()
  reads.forEach((read, i) => {
    if (read.ok && read.value) known.set(arns[i] ?? '', read.value)
  })
  return { known, reads }
}

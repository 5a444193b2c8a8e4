import 'server-only'
import { setImmediate as breath } from 'node:timers/promises'
import { nameOf } from '@/lib/api/arn'
import { asOfOf, mergeParts, partOf } from '@/lib/api/assemble'
import type { Parts } from '@/lib/api/answer'
import type { Read } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import type { ReadOptions } from '@/lib/aws/cache'
import { now } from '@/lib/aws/connection'
import { describeCluster, type EcsCluster } from '@/lib/aws/ecs-clusters'
import type { Health } from '@/lib/health/contract'
import { verdict } from '@/lib/health/verdict'
import {
  type ClusterServices,
  judgeCluster,
  type ServicesFacts,
  servicesFacts,
} from '@/lib/service/server/cluster-services'
import type { ClusterSummary } from '../contract'
import { clusterHealth } from '../health'
import { clusterFacts, clusterSummary } from './shape'

/** A cluster with all its services and tasks judged. */
export type ReadCluster = {
  read: Read<EcsCluster | null>
  summary: ClusterSummary
  services: ClusterServices
  asOf: (number | undefined)[]
  parts: Parts
  complete: boolean
}

/** What of a cluster is read before it is judged. */
type Facts = { read: Read<EcsCluster | null>; services: ServicesFacts }

/** Reads one cluster with what is in it; nothing that fails makes it throw. */
export async function readCluster(
  scope: Scope,
  { arn, name }: { arn: string; name: string },
  options: ReadOptions,
): Promise<ReadCluster> {
  return judged(scope, arn, name, await factsOf(scope, name, options))
}

/**
 * Reads many clusters. All are read at once and then judged one after the other, with a breath between: thousands of
 * services must not hold up who else asks.
 */
export async function readClusters(
  scope: Scope,
  arns: readonly string[],
  options: ReadOptions,
): Promise<ReadCluster[]> {
  const facts = await Promise.all(arns.map(async (arn) => factsOf(scope, nameOf(arn), options)))
  const clusters: ReadCluster[] = []
  for (const [index, arn] of arns.entries()) {
    const own = facts[index]
    if (own === undefined) continue
    if (index > 0) await breath()
    clusters.push(judged(scope, arn, nameOf(arn), own))
  }
  return clusters.sort((a, b) => a.summary.name.localeCompare(b.summary.name))
}

async function factsOf(scope: Scope, name: string, options: ReadOptions): Promise<Facts> {
  const [read, services] = await Promise.all([
    describeCluster(scope, name, options),
    servicesFacts(scope, name, options),
  ])
  return { read, services }
}

function judged(scope: Scope, arn: string, name: string, facts: Facts): ReadCluster {
  const { read } = facts
  const services = judgeCluster(scope, name, facts.services)
  const health = judge(read, services, now(scope))
  const described = read.ok ? read.value : null
  return {
    read,
    summary: clusterSummary(arn, name, described, services.services, health),
    services,
    asOf: [asOfOf(read), ...services.asOf],
    parts: mergeParts([{ clusters: partOf(read) }, services.parts]),
    complete: described !== null && services.complete,
  }
}

function judge(read: Read<EcsCluster | null>, services: ClusterServices, now: number): Health {
  const list = services.list.ok ? { ...services.list, value: services.services } : services.list
  if (!read.ok) return clusterHealth(read, list, now)
  if (read.value !== null) return clusterHealth({ ...read, value: clusterFacts(read.value) }, list, now)
  return verdict('unknown', { kind: 'missing', text: 'ECS lists this cluster but does not describe it' })
}

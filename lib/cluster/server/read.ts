import 'server-only'
import { asOfOf, mergeParts, partOf } from '@/lib/api/assemble'
import type { Parts } from '@/lib/api/answer'
import type { Read } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import { now } from '@/lib/aws/connection'
import { describeCluster, type EcsCluster } from '@/lib/aws/ecs-clusters'
import type { Health } from '@/lib/health/contract'
import { verdict } from '@/lib/health/verdict'
import type { ReadOptions } from '@/lib/load-balancer/server'
import { clusterServices, type ClusterServices } from '@/lib/service/server/cluster-services'
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

/** Reads one cluster with what is in it; nothing that fails makes it throw. */
export async function readCluster(
  scope: Scope,
  { arn, name }: { arn: string; name: string },
  options?: ReadOptions,
): Promise<ReadCluster> {
  const [read, services] = await Promise.all([
    describeCluster(scope, name, options),
    clusterServices(scope, name, options),
  ])
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

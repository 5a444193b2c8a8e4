import 'server-only'
import { isoOf } from '@/lib/api/assemble'
import type { EcsService } from '@/lib/aws/ecs-services'
import { deploymentsOf } from '@/lib/deployment/server'
import type { Address, TargetGroup } from '@/lib/load-balancer/contract'
import type { TaskSummary } from '@/lib/task/contract'
import type { TaskDefinition } from '@/lib/task-definition/contract'
import type { Scaling, Service, ServiceSummary } from '../contract'
import { forceDeploymentDisabledReason, scaleOutlook } from '../scale-outlook'

/** What of a service in full is read apart from its description; `scaling` undefined when it could not be read. */
export type ServiceExtras = {
  tasks: TaskSummary[]
  definitions: Map<string, TaskDefinition>
  targetGroups: TargetGroup[]
  addresses: Address[]
  scaling: Scaling | null | undefined
}

/** A service in full. */
export function fullService(summary: ServiceSummary, service: EcsService, extras: ServiceExtras): Service {
  const configuration = service.deploymentConfiguration
  const breaker = configuration?.deploymentCircuitBreaker
  const alarms = configuration?.alarms
  const network = service.networkConfiguration?.awsvpcConfiguration
  const definition = extras.definitions.get(summary.taskDefinition?.arn ?? '') ?? null
  const serves = extras.addresses.map(({ url }) => url)
  return {
    ...summary,
    images:
      summary.images.length > 0 ? summary.images : (definition?.containers.map(({ image }) => image) ?? []),
    createdAt: isoOf(service.createdAt),
    createdBy: service.createdBy ?? null,
    roleArn: service.roleArn ?? null,
    platformVersion: service.platformVersion ?? null,
    capacityProviderStrategy: (service.capacityProviderStrategy ?? []).map((item) => ({
      capacityProvider: item.capacityProvider ?? '',
      weight: item.weight ?? 0,
      base: item.base ?? 0,
    })),
    minimumHealthyPercent: configuration?.minimumHealthyPercent ?? null,
    maximumPercent: configuration?.maximumPercent ?? null,
    circuitBreaker: breaker ? { enable: breaker.enable ?? false, rollback: breaker.rollback ?? false } : null,
    alarms: alarms
      ? { names: alarms.alarmNames ?? [], enable: alarms.enable ?? false, rollback: alarms.rollback ?? false }
      : null,
    healthCheckGracePeriodSeconds: service.healthCheckGracePeriodSeconds ?? null,
    availabilityZoneRebalancing: service.availabilityZoneRebalancing ?? null,
    enableExecuteCommand: service.enableExecuteCommand ?? false,
    network: network
      ? {
          subnets: network.subnets ?? [],
          securityGroups: network.securityGroups ?? [],
          assignPublicIp: network.assignPublicIp ?? null,
        }
      : null,
    placementConstraints: (service.placementConstraints ?? []).map(words),
    placementStrategy: (service.placementStrategy ?? []).map(words),
    serviceRegistries: (service.serviceRegistries ?? []).flatMap(({ registryArn }) => registryArn ?? []),
    targetGroups: extras.targetGroups,
    addresses: extras.addresses,
    deployments: deploymentsOf(service, extras.tasks, extras.definitions),
    scaling: extras.scaling ?? null,
    definition,
    scale: scaleOutlook(summary, extras.scaling, serves),
    forceDeploymentDisabledReason: forceDeploymentDisabledReason(summary),
  }
}

const words = ({ type, expression, field }: { type?: string; expression?: string; field?: string }) =>
  [type, expression ?? field].filter(Boolean).join(' ')

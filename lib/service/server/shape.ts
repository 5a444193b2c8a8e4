import 'server-only'
import type { EcsService } from '@/lib/aws/ecs-services'
import { deploymentsOf } from '@/lib/deployment/server'
import { eventsOf } from '@/lib/event/server'
import type { Health } from '@/lib/health/contract'
import type { TaskSummary } from '@/lib/task/contract'
import { plainTags } from '@/lib/task/server/full'
import { refOf } from '@/lib/task-definition/ref'
import type { ServiceSummary } from '../contract'
import type { ServiceFacts } from '../facts'

/** What the verdict asks of DescribeServices. */
export function serviceFacts(name: string, service: EcsService): ServiceFacts {
  return {
    name,
    status: service.status || null,
    schedulingStrategy: service.schedulingStrategy ?? null,
    deploymentController: controllerOf(service),
    desiredCount: service.desiredCount ?? null,
    runningCount: service.runningCount ?? null,
    pendingCount: service.pendingCount ?? null,
    minimumHealthyPercent: service.deploymentConfiguration?.minimumHealthyPercent ?? null,
    taskDefinition: refOf(service.taskDefinition),
    deployments: deploymentsOf(service),
    events: eventsOf(name, service),
  }
}

/** A described service as a row. */
export function summaryOf(
  clusterName: string,
  arn: string,
  service: EcsService,
  facts: ServiceFacts,
  health: Health,
  unplannedStops: number | null,
  tasks: readonly Pick<TaskSummary, 'startedBy' | 'containers'>[],
): ServiceSummary {
  const primary = facts.deployments.find(({ status }) => status === 'PRIMARY')
  const own = tasks.filter(({ startedBy }) => primary === undefined || startedBy === primary.id)
  return {
    arn: service.serviceArn ?? arn,
    name: facts.name,
    clusterName,
    health,
    status: facts.status,
    schedulingStrategy: facts.schedulingStrategy,
    launchType: service.launchType ?? null,
    deploymentController: facts.deploymentController,
    desiredCount: facts.desiredCount,
    runningCount: facts.runningCount,
    pendingCount: facts.pendingCount,
    unplannedStops,
    taskDefinition: primary?.taskDefinition ?? facts.taskDefinition,
    images: [...new Set(own.flatMap(({ containers }) => containers.flatMap(({ image }) => image ?? [])))],
    rolloutState: primary?.rolloutState ?? null,
    deployedAt: primary?.createdAt ?? null,
    tags: plainTags(service.tags),
  }
}

/** A service that is listed but not (yet) described. */
export function undescribed(clusterName: string, arn: string, name: string, health: Health): ServiceSummary {
  return {
    arn,
    name,
    clusterName,
    health,
    status: null,
    schedulingStrategy: null,
    launchType: null,
    deploymentController: null,
    desiredCount: null,
    runningCount: null,
    pendingCount: null,
    unplannedStops: null,
    taskDefinition: null,
    images: [],
    rolloutState: null,
    deployedAt: null,
    tags: [],
  }
}

/** `ECS` when the service names no controller: it is the default of CreateService. */
function controllerOf(service: EcsService): string {
  return service.deploymentController?.type ?? 'ECS'
}

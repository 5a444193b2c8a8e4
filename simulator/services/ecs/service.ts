import * as sdk from '@aws-sdk/client-ecs'
import type { Service } from '../../wire/service.ts'
import { listAccountSettings } from './account-settings.ts'
import { describeCapacityProviders, putClusterCapacityProviders } from './cluster/capacity-providers.ts'
import {
  createCluster,
  deleteCluster,
  updateCluster,
  updateClusterSettings,
} from './cluster/change-clusters.ts'
import { describeClusters, listClusters } from './cluster/describe-clusters.ts'
import { deleteAttributes, listAttributes, putAttributes } from './instance/attributes.ts'
import { deregisterContainerInstance, updateContainerInstancesState } from './instance/change-instances.ts'
import { describeContainerInstances, listContainerInstances } from './instance/describe-instances.ts'
import { createService } from './service/create-service.ts'
import { deleteService } from './service/delete-service.ts'
import { describeServices, listServices, listServicesByNamespace } from './service/describe-services.ts'
import {
  describeServiceDeployments,
  describeServiceRevisions,
  listServiceDeployments,
} from './service/service-deployments.ts'
import { updateService } from './service/update-service.ts'
import { listTagsForResource, tagResource, untagResource } from './tags.ts'
import {
  describeTaskDefinition,
  listTaskDefinitionFamilies,
  listTaskDefinitions,
} from './task-definition/describe-task-definitions.ts'
import { registerTaskDefinition } from './task-definition/register-task-definition.ts'
import { deleteTaskDefinitions, deregisterTaskDefinition } from './task-definition/retire-task-definitions.ts'
import { describeTasks, listTasks } from './task/describe-tasks.ts'
import { getTaskProtection, updateTaskProtection } from './task/protection.ts'
import { runTask, startTask } from './task/run-task.ts'
import { stopTask } from './task/stop-task.ts'

/**
 * Amazon ECS, simulated: it acts on the world's queue as ECS does. State is in `state.ts`, the lives of tasks in
 * `task-history.ts`; scenarios call the handlers and `registerInstance`, EC2 calls `teachSubnet`, Application Auto
 * Scaling calls `setDesiredCount`.
 */
export const ecs: Service = {
  name: 'ecs',
  sdk,
  signingName: 'ecs',
  handlers: {
    CreateCluster: createCluster,
    CreateService: createService,
    DeleteAttributes: deleteAttributes,
    DeleteCluster: deleteCluster,
    DeleteService: deleteService,
    DeleteTaskDefinitions: deleteTaskDefinitions,
    DeregisterContainerInstance: deregisterContainerInstance,
    DeregisterTaskDefinition: deregisterTaskDefinition,
    DescribeCapacityProviders: describeCapacityProviders,
    DescribeClusters: describeClusters,
    DescribeContainerInstances: describeContainerInstances,
    DescribeServiceDeployments: describeServiceDeployments,
    DescribeServiceRevisions: describeServiceRevisions,
    DescribeServices: describeServices,
    DescribeTaskDefinition: describeTaskDefinition,
    DescribeTasks: describeTasks,
    GetTaskProtection: getTaskProtection,
    ListAccountSettings: listAccountSettings,
    ListAttributes: listAttributes,
    ListClusters: listClusters,
    ListContainerInstances: listContainerInstances,
    ListServiceDeployments: listServiceDeployments,
    ListServices: listServices,
    ListServicesByNamespace: listServicesByNamespace,
    ListTagsForResource: listTagsForResource,
    ListTaskDefinitionFamilies: listTaskDefinitionFamilies,
    ListTaskDefinitions: listTaskDefinitions,
    ListTasks: listTasks,
    PutAttributes: putAttributes,
    PutClusterCapacityProviders: putClusterCapacityProviders,
    RegisterTaskDefinition: registerTaskDefinition,
    RunTask: runTask,
    StartTask: startTask,
    StopTask: stopTask,
    TagResource: tagResource,
    UntagResource: untagResource,
    UpdateCluster: updateCluster,
    UpdateClusterSettings: updateClusterSettings,
    UpdateContainerInstancesState: updateContainerInstancesState,
    UpdateService: updateService,
    UpdateTaskProtection: updateTaskProtection,
  },
}

/** The same, under the name by which the registry and scenarios import every service. */
export { ecs as service }

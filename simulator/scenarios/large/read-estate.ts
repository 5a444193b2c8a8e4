import {
  type ECS,
  paginateListClusters,
  paginateListServices,
  paginateListTasks,
  type Service,
  type Task,
} from '@aws-sdk/client-ecs'

/** A cluster as a client sees it: all that it lists, described. */
export type ClusterRead = { name: string; services: Service[]; running: Task[]; stopped: Task[] }

/** Lists and describes everything, in AWS's largest batches; for tests. */
export async function readEstate(ecs: ECS): Promise<ClusterRead[]> {
  const read: ClusterRead[] = []
  for await (const { clusterArns } of paginateListClusters({ client: ecs }, {}))
    for (const arn of clusterArns ?? []) {
      const name = arn.split('/').at(-1)!
      read.push({
        name,
        services: await servicesOf(ecs, name),
        running: await tasksOf(ecs, name, 'RUNNING'),
        stopped: await tasksOf(ecs, name, 'STOPPED'),
      })
    }
  return read
}

async function servicesOf(ecs: ECS, cluster: string): Promise<Service[]> {
  const found: Service[] = []
  for await (const { serviceArns } of paginateListServices({ client: ecs, pageSize: 10 }, { cluster }))
    if (serviceArns?.length) {
      const answer = await ecs.describeServices({ cluster, services: serviceArns, include: ['TAGS'] })
      found.push(...(answer.services ?? []))
    }
  return found
}

/** The tasks of a cluster whose desired status is this. */
export async function tasksOf(
  ecs: ECS,
  cluster: string,
  desiredStatus: 'RUNNING' | 'STOPPED',
): Promise<Task[]> {
  const found: Task[] = []
  for await (const { taskArns } of paginateListTasks({ client: ecs }, { cluster, desiredStatus }))
    if (taskArns?.length) found.push(...((await ecs.describeTasks({ cluster, tasks: taskArns })).tasks ?? []))
  return found
}

import 'server-only'
import {
  DescribeTasks$,
  DescribeTasksCommand,
  ListTasks$,
  ListTasksCommand,
  StopTask$,
  StopTaskCommand,
  type Task,
  type TaskField,
} from '@aws-sdk/client-ecs'
import { nameOf } from '@/lib/api/arn'
import type { Read } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import type { ReadOptions } from './cache'
import { actionOf, call, mutate } from './call'
import { byKey, listOf, malformed } from './check'
import { dropCluster, ecs, foundOf } from './ecs-client'
import { inCluster } from './ecs-clusters'
import { type ListOptions, listPace } from './list-pace'
import { outcomeUnknown } from './ecs-update-service'
import { loader, type ManyOptions } from './loader'
import { pages } from './pages'
import { sharedLoaded } from './shared'
import { slimTask } from './slim-task'

export type { Container as EcsContainer, Task as EcsTask } from '@aws-sdk/client-ecs'

/** The ARNs of a cluster's tasks that are meant to run, or that stopped within the hour that AWS keeps them. */
export function listTaskArns(
  scope: Scope,
  clusterName: string,
  desiredStatus: 'RUNNING' | 'STOPPED',
  options: ListOptions = {},
): Promise<Read<string[]>> {
  const action = actionOf(ecs, ListTasks$)
  const path = `ecs/${clusterName}/tasks/${desiredStatus}`
  const paced = listPace(scope, { service: ecs, operation: ListTasks$ }, path, options)
  return sharedLoaded(scope, path, paced, (turn) =>
    inCluster(
      scope,
      clusterName,
      {
        noun: 'tasks',
        counted: ({ runningTasksCount = 0, pendingTasksCount = 0 }) =>
          desiredStatus === 'RUNNING' ? runningTasksCount + pendingTasksCount : 0,
      },
      pages(scope, action, async (nextToken) => {
        const reply = await call(scope, ecs, ListTasks$, { turn }, (client, how) =>
          client.send(
            new ListTasksCommand({ cluster: clusterName, desiredStatus, maxResults: 100, nextToken }),
            how,
          ),
        )
        return { items: listOf(reply.taskArns, 'taskArns', action), next: reply.nextToken }
      }),
    ),
  )
}

/** A task in full, with its tags; null when the cluster has none of that id (any more). */
export function describeTask(
  scope: Scope,
  clusterName: string,
  taskIdOrArn: string,
  options: ReadOptions = {},
): Promise<Read<Task | null>> {
  return wholeTasks.one(scope, clusterName, nameOf(taskIdOrArn), options)
}

/** Many tasks of a cluster by id, each with what lists and verdicts need: there may be tens of thousands. */
export function describeTasks(
  scope: Scope,
  clusterName: string,
  ids: readonly string[],
  options: ManyOptions,
): Promise<Map<string, Read<Task | null>>> {
  return tasks.many(scope, clusterName, ids, options)
}

/** What is known of tasks now; asks nothing. */
export function knownTasks(
  scope: Scope,
  clusterName: string,
  ids: readonly string[],
): Map<string, Read<Task | null>> {
  return tasks.known(scope, clusterName, ids)
}

/** DescribeTasks takes 100: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTasks.html */
const describing = (path: string, include: TaskField[], shape: (task: Task) => Task) =>
  loader<Task>({
    service: ecs,
    operation: DescribeTasks$,
    most: 100,
    path: (cluster) => `ecs/${cluster}/${path}`,
    // A name that AWS does not take fails the whole call.
    splitOn: ['invalid_request'],
    batch: async (scope, cluster, ids, sent) => {
      const action = actionOf(ecs, DescribeTasks$)
      const reply = await call(scope, ecs, DescribeTasks$, sent, (client, how) =>
        client.send(new DescribeTasksCommand({ cluster, tasks: [...ids], include }), how),
      )
      const described = byKey(listOf(reply.tasks, 'tasks', action).map(shape), idOf, action)
      return foundOf(described, reply.failures, action)
    },
  })

const wholeTasks = describing('whole-task', ['TAGS'], (task) => task)
const tasks = describing('task', [], slimTask)

/**
 * Stops a task; sent once. When the answer is lost the task is read back: one that is to stop is returned, else the error
 * says that the outcome is unknown. Throws an ApiError.
 */
export async function stopTask(
  scope: Scope,
  { cluster, task, reason }: { cluster: string; task: string; reason: string },
): Promise<Task> {
  const sent = await mutate(scope, ecs, StopTask$, (client, how) =>
    client.send(new StopTaskCommand({ cluster, task, reason }), how),
  ).finally(() => dropCluster(scope, cluster))
  if (sent.outcome === 'done' && sent.reply.task !== undefined) return sent.reply.task
  const read = await describeTask(scope, cluster, task, { freshness: 'live', pastCache: true })
  if (read.ok && read.error === undefined && read.value?.desiredStatus === 'STOPPED') return read.value
  const { message } =
    sent.outcome === 'unknown' ? sent.problem : malformed(actionOf(ecs, StopTask$), 'task is missing')
  throw outcomeUnknown(`the stop of task ${nameOf(task)}`, message)
}

function idOf({ taskArn }: Task): string | undefined {
  return taskArn === undefined ? undefined : nameOf(taskArn)
}

import 'server-only'
import type { Answer } from '@/lib/api/answer'
import { answerOf, asOfOf, listAnswerOf, partOf } from '@/lib/api/assemble'
import { ApiError } from '@/lib/api/error'
import { asListed, closely, patiently } from '@/lib/aws/look'
import { must } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import { now } from '@/lib/aws/connection'
import { describeContainerInstance } from '@/lib/aws/ecs-instances'
import { describeTask, stopTask as stopAtAws } from '@/lib/aws/ecs-tasks'
import type { ReadOptions } from '@/lib/aws/cache'
import { nameOf } from '@/lib/api/arn'
import { tallyOf } from '@/lib/health/tally'
import type { Task, TaskList, TaskSummary } from './contract'
import { fullTask } from './server/full'
import { listedTask } from './server/cluster-tasks'
import { taskSummary } from './server/judge'
import { judgedTasks, judgeOne, taskAges, taskParts } from './server/judged-tasks'

type ClusterRequest = { scope: Scope; params: { cluster: string } }
type TaskRequest = { scope: Scope; params: { cluster: string; task: string } }

/** All tasks of a cluster, services' and standalone, running then stopped, newest first. */
export async function tasksOf({ scope, params }: ClusterRequest): Promise<TaskList> {
  const judged = await judgedTasks(scope, params.cluster, asListed('live'))
  // Without both lists there is no answer; without one of them there is a part of one.
  if (!judged.lists.stopped.list.ok) must(judged.lists.running.list)
  if (!judged.lists.running.list.ok && judged.lists.running.list.error.code === 'not_found')
    must(judged.lists.running.list)
  const tasks = [...judged.running, ...judged.stopped]
  const { running, stopped } = judged.lists
  const items = newestFirst(tasks.map(taskSummary))
  const gone = running.gone + stopped.gone
  const answer = listAnswerOf(items, {
    now: now(scope),
    asOf: taskAges(judged),
    total: items.length + gone,
    complete:
      gone === 0 &&
      [running.list, stopped.list].every((list) => list.ok && !list.error) &&
      tasks.every(({ isKnown }) => isKnown),
    parts: taskParts(scope, judged),
  })
  return { ...answer, levels: tallyOf(items) }
}

/** One task in full. */
export async function taskOf({ scope, params }: TaskRequest): Promise<Answer<Task>> {
  return readTask(scope, params, { freshness: 'live' })
}

/** Stops a task and answers with it as AWS has it then. */
export async function stopTask({
  scope,
  params,
  input,
}: TaskRequest & { input: { reason: string } }): Promise<Answer<Task>> {
  const { cluster, task } = params
  if (must(await describeTask(scope, cluster, task, { freshness: 'live' })).value === null)
    throw absent(params)
  await stopAtAws(scope, { cluster, task, reason: input.reason })
  return readTask(scope, params, { freshness: 'live', pastCache: true })
}

async function readTask(
  scope: Scope,
  params: TaskRequest['params'],
  options: ReadOptions,
): Promise<Answer<Task>> {
  const { cluster, task } = params
  const read = await describeTask(scope, cluster, task, patiently(options))
  const { value, asOf } = must(read)
  if (value === null) throw absent(params)
  const listed = listedTask(value.taskArn ?? task, { ...read, ok: true as const, value, asOf })
  const look = closely()
  const [judged, instance] = await Promise.all([
    judgeOne(scope, cluster, listed, look),
    value.containerInstanceArn
      ? describeContainerInstance(scope, cluster, nameOf(value.containerInstanceArn), look)
      : undefined,
  ])
  const definition = judged.definition?.ok ? judged.definition.value : null
  const instanceId = instance?.ok ? (instance.value?.ec2InstanceId ?? null) : null
  const targets = judged.checks.map((check) => check.read)
  return answerOf(fullTask(taskSummary(judged), value, definition, instanceId), {
    now: now(scope),
    asOf: [asOf, ...targets.map(asOfOf)],
    parts: {
      task: partOf(read),
      ...(judged.definition && { taskDefinition: partOf(judged.definition) }),
      ...(targets.length > 0 && { targetHealth: partOf(...targets) }),
      ...(instance && { instance: partOf(instance) }),
    },
  })
}

function absent({ cluster, task }: { cluster: string; task: string }): ApiError {
  const message = `There is no task ${task} in ${cluster}. AWS forgets a stopped task after about an hour.`
  return new ApiError({ code: 'not_found', message })
}

const rank = ({ lastStatus }: TaskSummary) => (lastStatus === 'STOPPED' ? 1 : 0)

const time = (task: TaskSummary) => (rank(task) === 1 ? task.stoppedAt : task.createdAt) ?? ''

/** Running tasks first, then stopped ones, each newest first. */
export function newestFirst(tasks: TaskSummary[]): TaskSummary[] {
  return tasks.sort(
    (a, b) => rank(a) - rank(b) || time(b).localeCompare(time(a)) || a.taskId.localeCompare(b.taskId),
  )
}

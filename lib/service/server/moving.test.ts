import { describe, expect, test } from 'vitest'
import type { Read } from '@/lib/api/outcome'
import type { EcsService } from '@/lib/aws/ecs-services'
import type { EcsTask } from '@/lib/aws/ecs-tasks'
import type { ListedTask, TaskList } from '@/lib/task/server/cluster-tasks'
import { countsByService, isOutdated, movingServices } from './moving'

const describedAt = 1_000_000
const now = describedAt + 60_000
const settled: EcsService = {
  desiredCount: 2,
  runningCount: 2,
  pendingCount: 0,
  deployments: [{ id: 'ecs-svc/1', rolloutState: 'COMPLETED' }],
}
const running: EcsTask = {
  lastStatus: 'RUNNING',
  startedBy: 'ecs-svc/1',
  startedAt: new Date(describedAt - 60_000),
}

const read = <T>(value: T, asOf = describedAt): Read<T> => ({ ok: true, value, asOf })
const known = (service: EcsService | null) => new Map([['web', read(service)]])
function listOf(...tasks: EcsTask[]): TaskList {
  const listed = tasks.map((task, index): ListedTask => ({
    arn: `t${index}`,
    read: read(task),
    serviceName: 'web',
  }))
  return { list: read(listed.map(({ arn }) => arn)), tasks: listed, described: read(null), gone: 0 }
}
const moved = (service: EcsService | null, ...tasks: EcsTask[]) => {
  const { moving, news } = movingServices(
    known(service),
    { running: listOf(...tasks), stopped: listOf() },
    now,
  )
  return { moving: moving.has('web'), news: news.has('web') }
}

describe('what is described again soon', () => {
  test('not a settled service', () => {
    expect(moved(settled, running, running)).toEqual({ moving: false, news: false })
  })

  test.each<[string, Partial<EcsService>]>([
    ['two deployments', { deployments: [{ id: 'ecs-svc/1' }, { id: 'ecs-svc/2' }] }],
    ['a deployment in progress', { deployments: [{ id: 'ecs-svc/1', rolloutState: 'IN_PROGRESS' }] }],
    ['pending tasks', { pendingCount: 1 }],
    ['fewer tasks than wanted', { runningCount: 1 }],
  ])('one on its way: %s', (_, change) => {
    expect(moved({ ...settled, ...change }, running)).toEqual({ moving: true, news: false })
  })

  test('one with a task of a deployment that its description does not have', () => {
    expect(moved(settled, { ...running, startedBy: 'ecs-svc/9' })).toEqual({ moving: true, news: false })
  })

  test.each<[string, EcsTask]>([
    ['came', { lastStatus: 'PENDING', createdAt: new Date(describedAt + 1) }],
    ['started', { ...running, startedAt: new Date(describedAt + 1) }],
    ['is stopping', { ...running, stoppingAt: new Date(describedAt + 1) }],
    ['stopped', { ...running, lastStatus: 'STOPPED', stoppedAt: new Date(describedAt + 1) }],
  ])('at once: one of which a task %s since', (_, task) => {
    expect(moved(settled, task).news).toBe(true)
  })

  test('of one on its way nothing is news: it is described again soon as it is', () => {
    const task = { ...running, startedAt: new Date(describedAt + 1) }
    expect(moved({ ...settled, runningCount: 1 }, task)).toEqual({ moving: true, news: false })
  })

  test('not what a clock says that goes wrong: it would be news for ever', () => {
    expect(moved(settled, { ...running, startedAt: new Date(now + 1) })).toEqual({
      moving: false,
      news: false,
    })
  })

  test('nor one that is gone', () => {
    expect(moved(null, { ...running, startedAt: new Date(now) })).toEqual({ moving: false, news: false })
  })
})

describe('a list of running tasks', () => {
  const { list, tasks } = listOf(running, running)
  const counts = countsByService(tasks)
  if (!list.ok) throw new Error('it was read')
  const outdated = (change: Partial<EcsService>, asOf: number) =>
    isOutdated(list, counts, new Map([['web', read({ ...settled, ...change }, asOf)]]))

  test('is outdated when a younger description counts others', () => {
    expect(outdated({}, describedAt + 1)).toBe(false)
    expect(outdated({ runningCount: 3 }, describedAt + 1)).toBe(true)
    expect(outdated({ pendingCount: 1 }, describedAt + 1)).toBe(true)
  })

  test('not when the description is as old', () => {
    expect(outdated({ runningCount: 3 }, describedAt)).toBe(false)
  })
})

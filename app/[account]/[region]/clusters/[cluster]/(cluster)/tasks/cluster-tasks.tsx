'use client'

import { useQuery } from '@tanstack/react-query'
import { cliLine } from '@/components/shell/aws-links'
import { pollByTally } from '@/components/health/poll'
import type { Place } from '@/components/shell/places'
import { TasksList } from '@/components/task/tasks-list'
import { Empty } from '@/components/ui/empty'
import { query } from '@/lib/api/query'
import { listTasks } from '@/lib/task/contract'

export function ClusterTasks({ place, cluster }: { place: Place; cluster: string }) {
  const reading = useQuery(
    query(listTasks, { ...place, cluster }, undefined, {
      pollMs: (data) => pollByTally(data?.levels),
    }),
  )
  return (
    <TasksList
      place={place}
      of={cluster}
      withGroup
      reading={reading}
      empty={
        <Empty title={`No tasks in ${cluster}`}>
          Running tasks of services, schedules and by hand would stand here, and for about an hour those that
          stopped. To run one:{' '}
          <code className="font-mono text-sm">
            {cliLine(['ecs', 'run-task', ['--cluster', cluster], ['--task-definition', 'web']], place.region)}
          </code>
        </Empty>
      }
    />
  )
}

'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Place } from '@/components/shell/places'
import { Section } from '@/components/shell/section'
import { UrlTable } from '@/components/shell/url-table'
import { pollTasks } from '@/components/task/poll-tasks'
import { serviceTaskColumns } from '@/components/task/service-task-columns'
import { useStopTask } from '@/components/task/use-stop-task'
import { Empty } from '@/components/ui/empty'
import { query } from '@/lib/api/query'
import { listServiceTasks } from '@/lib/service/contract'
import type { TaskSummary } from '@/lib/task/contract'

type ServiceTasksProps = { place: Place; cluster: string; service: string }

/** Running tasks, then the stopped ones that ECS still remembers, each with what checks it and how it ended. */
export function ServiceTasks({ place, cluster, service }: ServiceTasksProps) {
  const { account, region } = place
  const reading = useQuery(
    query(listServiceTasks, { ...place, cluster, service }, undefined, {
      pollMs: (data) => pollTasks(data?.items),
    }),
  )
  const { asking, dialog, said } = useStopTask(place)
  const columns = useMemo(() => serviceTaskColumns({ account, region }, asking), [account, region, asking])
  return (
    <div className="grid gap-2">
      {said}
      <Section title="Tasks" what={`the tasks of ${service}`} reading={reading} rows={8}>
        {({ items, parts }) => (
          <UrlTable
            label={`Tasks of ${service}`}
            noun="task"
            rows={items}
            columns={columns}
            rowId={arnOf}
            example="state:stopped ending:137"
            empty={
              Object.values(parts).some(({ error }) => error !== undefined) ? (
                <Empty title="No task is known">What could not be read may hide some.</Empty>
              ) : (
                <Empty title={`No tasks of ${service}`}>
                  Its running tasks would stand here, and for about an hour those that stopped.
                </Empty>
              )
            }
          />
        )}
      </Section>
      {dialog}
    </div>
  )
}

function arnOf({ arn }: TaskSummary): string {
  return arn
}

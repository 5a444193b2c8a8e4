'use client'

import { useMemo, type ReactNode } from 'react'
import type { Place } from '@/components/shell/places'
import { Section, type Reading } from '@/components/shell/section'
import { UrlTable } from '@/components/shell/url-table'
import { count } from '@/components/ui/format'
import type { TaskList as TaskListAnswer, TaskSummary } from '@/lib/task/contract'
import { taskColumns } from './task-columns'

type TasksListProps = {
  place: Place
  /** Whose tasks: "shop-prod", "web". */
  of: string
  /** With the service's or group's name in each row. */
  withGroup: boolean
  reading: Reading<TaskListAnswer>
  empty: ReactNode
}

/** Running tasks, then stopped ones that ECS still remembers. */
export function TasksList({ place, of, withGroup, reading, empty }: TasksListProps) {
  const { account, region } = place
  const columns = useMemo(() => taskColumns({ account, region }, withGroup), [account, region, withGroup])
  return (
    <Section
      title="Tasks"
      what={`the tasks of ${of}`}
      reading={reading}
      rows={8}
      described={({ items }) => items.filter(({ lastStatus }) => lastStatus !== '').length}
    >
      {({ items, total }) => (
        <UrlTable
          label={`Tasks of ${of}`}
          noun="task"
          rows={items}
          total={total}
          columns={columns}
          rowId={arnOf}
          example="state:stopped"
          empty={total > 0 ? <NotDescribed total={total} /> : empty}
        />
      )}
    </Section>
  )
}

function arnOf({ arn }: TaskSummary): string {
  return arn
}

function NotDescribed({ total }: { total: number }) {
  return <p className="px-4 py-3 text-muted">ECS lists {count(total, 'task')} and describes none of them.</p>
}

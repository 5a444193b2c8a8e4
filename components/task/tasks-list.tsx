'use client'

import { useMemo, type ReactNode } from 'react'
import type { Place } from '@/components/shell/places'
import { Section, type Reading } from '@/components/shell/section'
import { useTableState } from '@/components/shell/use-table-state'
import { Table } from '@/components/table/table'
import type { ListAnswer } from '@/lib/api/answer'
import type { TaskSummary } from '@/lib/task/contract'
import { taskColumns } from './task-columns'

type TasksListProps = {
  place: Place
  /** Whose tasks: "shop-prod", "web". */
  of: string
  /** With the service's or group's name in each row. */
  withGroup: boolean
  reading: Reading<ListAnswer<TaskSummary>>
  empty: ReactNode
}

/** Running tasks, then stopped ones that ECS still remembers. */
export function TasksList({ place, of, withGroup, reading, empty }: TasksListProps) {
  const { account, region } = place
  const state = useTableState()
  const columns = useMemo(() => taskColumns({ account, region }, withGroup), [account, region, withGroup])
  return (
    <Section title="Tasks" what={`the tasks of ${of}`} reading={reading} rows={8}>
      {({ items }) => (
        <Table
          label={`Tasks of ${of}`}
          noun="task"
          rows={items}
          columns={columns}
          rowId={arnOf}
          state={state}
          example="state:stopped"
          empty={empty}
        />
      )}
    </Section>
  )
}

function arnOf({ arn }: TaskSummary): string {
  return arn
}

import type { Place } from '@/components/shell/places'
import { ResourceMenu } from '@/components/shell/resource-menu'
import type { Column } from '@/components/table/column'
import { Absent } from '@/components/ui/facts'
import type { TaskSummary } from '@/lib/task/contract'
import { containerWords } from './container-words'
import { Lifetime, ranSeconds } from './lifetime'
import { stopAction, type AskToStop } from './stop-action'
import {
  addressColumn,
  endingColumn,
  idColumn,
  revisionColumn,
  stateColumn,
  statusColumn,
  zoneColumn,
} from './task-column'
import { taskResource } from './task-path'

/** The columns of one service's tasks: each task's own health checks, targets and ending. */
export function serviceTaskColumns(place: Place, ask: AskToStop): Column<TaskSummary>[] {
  return [
    idColumn(place),
    statusColumn,
    stateColumn,
    {
      id: 'containers',
      header: 'Containers',
      hint: 'What the containers’ own health checks say; for stopped ones their exit codes',
      cell: ({ containers }) => words(containerWords(containers)),
      value: ({ containers }) => containerWords(containers).join(' ') || null,
      width: '9rem',
      from: 'lg',
    },
    endingColumn,
    {
      id: 'lifetime',
      header: 'Lifetime',
      hint: 'How long it has run, or ran',
      cell: (task) => <Lifetime task={task} />,
      value: ranSeconds,
      rank: (task) => ranSeconds(task) ?? Number.MAX_SAFE_INTEGER,
      width: '6.5rem',
    },
    revisionColumn,
    zoneColumn,
    addressColumn,
    {
      id: 'actions',
      header: 'Actions',
      kind: 'menu',
      cell: (task) => (
        <ResourceMenu place={place} resource={taskResource(task)} dangers={[stopAction(task, ask)]} />
      ),
      value: () => null,
      width: '3rem',
    },
  ]
}

function words(all: string[]) {
  return all.length === 0 ? <Absent /> : <span title={all.join('\n')}>{all.join(', ')}</span>
}

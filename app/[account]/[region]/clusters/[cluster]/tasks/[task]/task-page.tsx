'use client'

import { useQuery } from '@tanstack/react-query'
import { useAged } from '@/components/health/aged'
import { Verdict } from '@/components/health/verdict'
import { PageHead, PageTitle } from '@/components/shell/page-head'
import { omit, PartPanel } from '@/components/shell/part-panel'
import type { Place } from '@/components/shell/places'
import { ResourceMenu } from '@/components/shell/resource-menu'
import { AgeOf, Section } from '@/components/shell/section'
import { DefinitionPanels } from '@/components/task-definition/definition-panels'
import { ContainersTable } from '@/components/task/containers-table'
import { pollTasks } from '@/components/task/poll-tasks'
import { stopAction } from '@/components/task/stop-action'
import { taskResource } from '@/components/task/task-path'
import { TaskFacts } from '@/components/task/task-facts'
import { TaskOwner } from '@/components/task/task-owner'
import { TaskTargets } from '@/components/task/task-targets'
import { TaskTimes } from '@/components/task/task-times'
import { useStopTask } from '@/components/task/use-stop-task'
import { CopyButton } from '@/components/ui/copy-button'
import { truncateMiddle } from '@/components/ui/format'
import { Tags } from '@/components/ui/tags'
import { NowProvider } from '@/components/ui/time'
import { freshness } from '@/lib/api/freshness'
import { query } from '@/lib/api/query'
import { getTask } from '@/lib/task/contract'

type TaskPageProps = { place: Place; cluster: string; task: string }

const ownPanels = ['targetHealth', 'taskDefinition']

/** One task: its verdict, containers, life, network, and what it really runs. */
export function TaskPage({ place, cluster, task }: TaskPageProps) {
  const reading = useQuery(
    query(getTask, { ...place, cluster, task }, undefined, {
      pollMs: (data) =>
        data?.item.lastStatus === 'STOPPED' ? freshness.slow.pollMs : pollTasks(data && [data.item]),
    }),
  )
  const { data } = reading
  const found = data?.item
  const health = useAged(found?.health, data)
  const { asking, dialog, said } = useStopTask(place)
  const short = truncateMiddle(task)
  const first = { ...reading, data: data && { ...data, parts: omit(data.parts, ownPanels) } }
  return (
    <>
      <NowProvider value={data?.now ?? null}>
        <PageTitle name={`task ${short}`} tally={health && { [health.level]: 1 }} />
        <PageHead
          title={
            <span className="inline-flex items-center gap-1">
              <span>
                Task <span className="font-mono">{short}</span>
              </span>
              <CopyButton text={task} what="task id" />
            </span>
          }
          beside={found !== undefined && <TaskOwner place={place} task={found} />}
          actions={
            found !== undefined && (
              <ResourceMenu
                place={place}
                resource={taskResource(found)}
                dangers={[stopAction(found, asking)]}
              />
            )
          }
        >
          {data !== undefined && health !== undefined && (
            <Verdict health={health} age={<AgeOf answer={data} />} />
          )}
          {said}
        </PageHead>
      </NowProvider>
      <div className="grid gap-4">
        <Section title="Containers" what={`the task ${short}`} reading={first}>
          {({ item }) => <ContainersTable task={item} />}
        </Section>
        {data !== undefined && (
          <>
            <div className="grid items-start gap-4 lg:grid-cols-2">
              <PartPanel title="Life" answer={data}>
                <TaskTimes task={data.item} />
              </PartPanel>
              <PartPanel title="Target health" answer={data} parts={['targetHealth']}>
                <TaskTargets targets={data.item.targets} />
              </PartPanel>
            </div>
            <PartPanel title="Network and place" answer={data}>
              <TaskFacts task={data.item} />
            </PartPanel>
            <PartPanel title="Tags" answer={data}>
              <div className="p-4">
                <Tags tags={data.item.tags} />
              </div>
            </PartPanel>
            <DefinitionPanels
              place={place}
              answer={data}
              definition={data.item.effective}
              overrides={data.item.overrides}
              title={
                data.item.overrides.length === 0
                  ? 'Effective definition'
                  : 'Effective definition: the task definition with this task’s overrides'
              }
            />
          </>
        )}
      </div>
      {dialog}
    </>
  )
}

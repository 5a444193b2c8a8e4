'use client'

import { useQuery } from '@tanstack/react-query'
import { AppLink } from '@/components/shell/app-link'
import { PageHead, PageTitle } from '@/components/shell/page-head'
import { PartPanel } from '@/components/shell/part-panel'
import type { Place } from '@/components/shell/places'
import { ResourceMenu } from '@/components/shell/resource-menu'
import { Section } from '@/components/shell/section'
import { ContainerCard } from '@/components/task-definition/container-card'
import { DefinitionFacts } from '@/components/task-definition/definition-facts'
import { DefinitionExtras } from '@/components/task-definition/definition-panels'
import { familyPath, revisionResource } from '@/components/task-definition/revision-link'
import { Chip } from '@/components/ui/chip'
import { query } from '@/lib/api/query'
import { getTaskDefinition } from '@/lib/task-definition/contract'

type RevisionPageProps = { place: Place; family: string; revision: string }

/** One revision, read-only. */
export function RevisionPage({ place, family, revision }: RevisionPageProps) {
  const reading = useQuery(query(getTaskDefinition, { ...place, family, revision }))
  const { data } = reading
  const name = `${family}:${revision}`
  return (
    <>
      <PageTitle name={name} />
      <PageHead
        title={name}
        beside={
          <span className="flex flex-wrap items-baseline gap-x-3">
            {data !== undefined && <Chip>{data.item.status}</Chip>}
            <AppLink href={familyPath(place, family)} className="name-link text-muted">
              all revisions
            </AppLink>
          </span>
        }
        actions={data !== undefined && <ResourceMenu place={place} resource={revisionResource(data.item)} />}
      />
      <div className="grid gap-4">
        <Section title="Task" what={`the task definition ${name}`} reading={reading} rows={6}>
          {({ item }) => <DefinitionFacts place={place} definition={item} />}
        </Section>
        {data !== undefined && (
          <>
            <PartPanel title="Containers" answer={data}>
              <div className="divide-y divide-line">
                {data.item.containers.map((container) => (
                  <ContainerCard key={container.name} container={container} />
                ))}
              </div>
            </PartPanel>
            <DefinitionExtras answer={data} definition={data.item} />
          </>
        )}
      </div>
    </>
  )
}

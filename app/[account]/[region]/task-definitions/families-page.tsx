'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { AppLink } from '@/components/shell/app-link'
import { PageHead, PageTitle } from '@/components/shell/page-head'
import type { Place } from '@/components/shell/places'
import { Section } from '@/components/shell/section'
import { UrlTable } from '@/components/shell/url-table'
import type { Column } from '@/components/table/column'
import { familyPath } from '@/components/task-definition/revision-link'
import { Chip } from '@/components/ui/chip'
import { Empty } from '@/components/ui/empty'
import { query } from '@/lib/api/query'
import { listFamilies, type FamilySummary } from '@/lib/task-definition/contract'

/** The families of task definitions. */
export function FamiliesPage({ place }: { place: Place }) {
  const { account, region } = place
  const reading = useQuery(query(listFamilies, place))
  const columns = useMemo(() => familyColumns({ account, region }), [account, region])
  return (
    <>
      <PageTitle name={`Task definitions of ${account}`} />
      <PageHead title="Task definitions" />
      <Section title="Families" what={`the task definitions of ${account} ${region}`} reading={reading}>
        {({ items }) => (
          <UrlTable
            label="Task definition families"
            noun="task definition"
            rows={items}
            columns={columns}
            rowId={familyOf}
            example="web status:inactive"
            empty={
              <Empty title={`No task definitions in ${account} ${region}`}>
                A task definition says which containers run together, from which images and with how much CPU
                and memory. Register the first with{' '}
                <code className="font-mono text-sm">
                  aws ecs register-task-definition --cli-input-json file://web.json --region {region}
                </code>
              </Empty>
            }
          />
        )}
      </Section>
    </>
  )
}

function familyColumns(place: Place): Column<FamilySummary>[] {
  return [
    {
      id: 'family',
      header: 'Family',
      cell: ({ family }) => (
        <AppLink
          href={familyPath(place, family)}
          title={family}
          className="name-link block truncate font-medium"
        >
          {family}
        </AppLink>
      ),
      value: ({ family }) => family,
    },
    {
      id: 'status',
      header: 'Status',
      hint: 'INACTIVE: only deregistered revisions are left',
      cell: ({ status }) => <Chip>{status}</Chip>,
      value: ({ status }) => status,
      width: '9rem',
    },
  ]
}

function familyOf({ family }: FamilySummary): string {
  return family
}

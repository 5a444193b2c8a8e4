'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { AppLink } from '@/components/shell/app-link'
import { PageHead, PageTitle } from '@/components/shell/page-head'
import type { Place } from '@/components/shell/places'
import { ResourceMenu } from '@/components/shell/resource-menu'
import { Section } from '@/components/shell/section'
import { UrlTable } from '@/components/shell/url-table'
import type { Column } from '@/components/table/column'
import { revisionPath, revisionResource } from '@/components/task-definition/revision-link'
import { Chip } from '@/components/ui/chip'
import { Empty } from '@/components/ui/empty'
import { IdText } from '@/components/ui/id-text'
import { query } from '@/lib/api/query'
import { listRevisions, type RevisionSummary } from '@/lib/task-definition/contract'

/** The revisions of a family, newest first. */
export function RevisionsPage({ place, family }: { place: Place; family: string }) {
  const { account, region } = place
  const reading = useQuery(query(listRevisions, { ...place, family }))
  const columns = useMemo(() => revisionColumns({ account, region }), [account, region])
  return (
    <>
      <PageTitle name={family} />
      <PageHead title={family} />
      <Section title="Revisions" what={`the revisions of ${family}`} reading={reading} rows={8}>
        {({ items }) => (
          <UrlTable
            label={`Revisions of ${family}`}
            noun="revision"
            rows={items}
            columns={columns}
            rowId={arnOf}
            example="revision>40 status:active"
            empty={<Empty title={`No revisions of ${family}`}>Each registration adds one.</Empty>}
          />
        )}
      </Section>
    </>
  )
}

function revisionColumns(place: Place): Column<RevisionSummary>[] {
  return [
    {
      id: 'name',
      header: 'Name',
      cell: (ref) => (
        <AppLink href={revisionPath(place, ref)} className="name-link font-mono text-sm font-medium">
          {ref.family}:{ref.revision}
        </AppLink>
      ),
      value: ({ family, revision }) => `${family}:${revision}`,
      rank: ({ revision }) => revision,
    },
    {
      id: 'revision',
      header: 'Revision',
      kind: 'number',
      cell: ({ revision }) => revision,
      value: ({ revision }) => revision,
      width: '8rem',
    },
    {
      id: 'status',
      header: 'Status',
      cell: ({ status }) => <Chip>{status}</Chip>,
      value: ({ status }) => status,
      width: '9rem',
    },
    {
      id: 'arn',
      header: 'ARN',
      cell: ({ arn }) => <IdText text={arn} what="ARN" head={24} tail={12} />,
      value: ({ arn }) => arn,
      width: '26rem',
      from: 'lg',
    },
    {
      id: 'actions',
      header: 'Actions',
      kind: 'menu',
      cell: (ref) => <ResourceMenu place={place} resource={revisionResource(ref)} />,
      value: () => null,
      width: '3rem',
    },
  ]
}

function arnOf({ arn }: RevisionSummary): string {
  return arn
}

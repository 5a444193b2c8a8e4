'use client'

import { useParams } from 'next/navigation'
import { AppLink } from '@/components/shell/app-link'
import { PageHead, PageTitle } from '@/components/shell/page-head'
import { decodeSegment, pathOf } from '@/lib/api/paths'

/** A service that is not there, with the way back to those that are. */
export default function ServiceNotFound() {
  const { account = '', region = '', cluster = '', service = '' } = useNames()
  return (
    <>
      <PageTitle name="No such service" />
      <PageHead title={`There is no service ${service} in ${cluster}`}>
        <p className="text-muted">
          It may have been deleted, or the address may be mistyped.{' '}
          <AppLink
            href={pathOf('/{account}/{region}/clusters/{cluster}/services', { account, region, cluster })}
            className="text-accent underline underline-offset-2"
          >
            Services of {cluster}
          </AppLink>
        </p>
      </PageHead>
    </>
  )
}

function useNames(): Partial<Record<string, string>> {
  const params = useParams<Record<string, string>>()
  return Object.fromEntries(Object.entries(params).map(([name, raw]) => [name, decodeSegment(raw) ?? raw]))
}

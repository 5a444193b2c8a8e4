'use client'

import { PageHead, PageTitle } from '@/components/shell/page-head'
import { Button } from '@/components/ui/button'

/** A page that could not be rendered. The message of an unknown error is not for the page; its digest finds it in the log. */
export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return (
    <>
      <PageTitle name="Failed" />
      <PageHead title="This page failed" actions={<Button onClick={reset}>Try again</Button>}>
        <p className="text-muted">
          Quayside could not draw it. Nothing was changed at AWS.
          {error.digest !== undefined && (
            <>
              {' '}
              The server’s log has the details under <code className="font-mono">{error.digest}</code>.
            </>
          )}
        </p>
      </PageHead>
    </>
  )
}

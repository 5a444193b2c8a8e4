import { AppLink } from '@/components/shell/app-link'
import { PageHead, PageTitle } from '@/components/shell/page-head'

export default function NotFound() {
  return (
    <>
      <PageTitle name="Not found" />
      <PageHead title="There is no such page">
        <p className="text-muted">
          The address may be mistyped, or name an account or region that is not configured.{' '}
          <AppLink href="/" className="text-accent underline underline-offset-2">
            Open the overview
          </AppLink>
        </p>
      </PageHead>
    </>
  )
}

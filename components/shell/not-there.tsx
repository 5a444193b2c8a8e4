import type { ReactNode } from 'react'
import { AppLink } from './app-link'
import { PageHead, PageTitle } from './page-head'

type NotThereProps = {
  title: string
  /** Why that may be, in a sentence or two. */
  children: ReactNode
  back: { href: string; word: string }
}

/** The page of something that is not there: says so, why that may be, and the way back. */
export function NotThere({ title, children, back }: NotThereProps) {
  return (
    <>
      <PageTitle name="Not there" />
      <PageHead title={title}>
        <p className="text-muted">
          {children}{' '}
          <AppLink href={back.href} className="text-accent underline underline-offset-2">
            {back.word}
          </AppLink>
        </p>
      </PageHead>
    </>
  )
}

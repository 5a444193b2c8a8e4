'use client'

import { type ReactNode, useEffect } from 'react'
import { AppLink } from './app-link'
import { PageHead, PageTitle } from './page-head'

type NotThereProps = {
  title: string
  /** Why that may be, in a sentence or two. */
  children: ReactNode
  back: { href: string; word: string }
}

/** How often to look whether it is there by now (ms): ECS describes what was just created up to half a minute later. */
const lookAgainMs = 5_000

/** The page of something that is not there: says so, why that may be, and the way back; and gives way once it is there. */
export function NotThere({ title, children, back }: NotThereProps) {
  useEffect(() => {
    const timer = setInterval(() => void lookAgain(), lookAgainMs)
    return () => clearInterval(timer)
  }, [])
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

/** What a page's path begins with, up to the thing that it is of. */
const ofThing =
  /^\/[^/]+\/[^/]+\/(?:clusters\/[^/]+(?:\/(?:services|tasks)\/[^/]+)?|task-definitions\/[^/]+(?:\/[^/]+)?)/

async function lookAgain(): Promise<void> {
  const [path] = ofThing.exec(location.pathname) ?? []
  if (document.visibilityState === 'hidden' || path === undefined) return
  // Its answer, not its page: a page stands also while nobody knows yet.
  const answer = await fetch(`/api${path}`, { method: 'HEAD' }).catch(() => undefined)
  if (answer?.ok === true) location.reload()
}

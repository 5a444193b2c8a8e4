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

async function lookAgain(): Promise<void> {
  if (document.visibilityState === 'hidden') return
  const answer = await fetch(location.href, { method: 'HEAD' }).catch(() => undefined)
  if (answer?.ok === true) location.reload()
}

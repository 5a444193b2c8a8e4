'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { pathOf } from '@/lib/api/paths'
import { pathOfKey } from '@/lib/api/query-key'
import { setStreaming } from '@/lib/api/streaming'
import type { Place } from './places'
import { joinStream } from './stream'

/** Reads again what the console says has changed; while it tells, pages need not ask often. */
export function useChanges(place: Place | undefined): void {
  const client = useQueryClient()
  const path = place === undefined ? undefined : pathOf('/{account}/{region}', place)
  useEffect(() => {
    if (path === undefined) return undefined
    return joinStream(path, {
      onState: (isUp) => setStreaming(path, isUp),
      onChanged: (paths) => {
        void client.invalidateQueries({
          predicate: ({ queryKey }) => {
            const own = pathOfKey(queryKey)
            return paths === undefined
              ? own.startsWith(`${path}/`)
              : paths.some((each) => isAt(own, each, path))
          },
          // A hidden tab reads when it is looked at.
          refetchType: document.visibilityState === 'hidden' ? 'none' : 'active',
        })
      },
    })
  }, [client, path])
}

/** The root of the account and region stands for all below it: more changed than was worth naming. */
function isAt(own: string, changed: string, root: string): boolean {
  return own === changed || (changed === root && own.startsWith(`${root}/`))
}

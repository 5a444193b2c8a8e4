'use client'

import { CSPProvider } from '@base-ui/react/csp-provider'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { useEffect, useState, type ReactNode } from 'react'
import { markHydrated } from '@/components/ui/elapsed'

/** What every page needs around it: the query cache, the URL's state, the nonce for the parts that add styles. */
export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { refetchOnWindowFocus: 'always' } } }),
  )
  useEffect(markHydrated, [])
  return (
    <CSPProvider nonce={nonce} disableStyleElements={nonce === undefined}>
      <QueryClientProvider client={client}>
        <NuqsAdapter>{children}</NuqsAdapter>
      </QueryClientProvider>
    </CSPProvider>
  )
}

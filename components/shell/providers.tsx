'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { markHydrated } from '@/components/ui/elapsed'

/** What every page needs around it: the query cache. */
export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { refetchOnWindowFocus: 'always' } } }),
  )
  useEffect(markHydrated, [])
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>
}

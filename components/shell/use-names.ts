'use client'

import { useParams } from 'next/navigation'
import { decodeSegment } from '@/lib/api/paths'

/** The names in this page's path, decoded. */
export function useNames(): Partial<Record<string, string>> {
  const params = useParams<Record<string, string>>()
  return Object.fromEntries(Object.entries(params).map(([name, raw]) => [name, decodeSegment(raw) ?? raw]))
}

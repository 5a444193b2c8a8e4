import { useOlderThan } from '@/components/ui/time'
import { staleAfterMs } from '@/lib/api/freshness'
import type { Health } from '@/lib/health/contract'

/** A verdict as it may be shown now: one whose facts are older than five minutes proves nothing any more. */
export function useAged(
  health: Health | undefined,
  answer: { asOf: string; now: string } | undefined,
): Health | undefined {
  const stale = useOlderThan(answer?.asOf, answer?.now, staleAfterMs)
  if (health === undefined || !stale) return health
  return {
    level: 'unknown',
    because: [
      {
        kind: 'stale',
        text: 'These facts are older than five minutes. What follows was true then',
        ...(answer && { at: answer.asOf }),
      },
      ...health.because,
    ],
  }
}

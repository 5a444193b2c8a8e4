'use client'

import { Hint } from '@/components/ui/hint'
import { levelWords, type Health } from '@/lib/health/contract'
import { useProvenHealth } from './aged'
import { EvidenceList } from './evidence-list'
import { LevelWord } from './level-word'

/** A verdict: hover or focus opens the evidence it stands on. */
export function Status({ health: told, name }: { health: Health; name?: string }) {
  const health = useProvenHealth(told)
  return (
    <Hint content={<EvidenceList health={health} />}>
      {(hint) => (
        <button
          type="button"
          {...hint}
          aria-label={`${name === undefined ? '' : `${name}: `}${levelWords[health.level]}, evidence`}
          className="inline-flex h-6 items-center rounded align-middle hover:underline hover:underline-offset-4"
        >
          <LevelWord level={health.level} />
        </button>
      )}
    </Hint>
  )
}

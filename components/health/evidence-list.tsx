import { Time } from '@/components/ui/time'
import type { Health } from '@/lib/health/contract'
import { LevelWord } from './level-word'
import { Words } from './words'

/** The reasons of a verdict, weightiest first, with AWS's own words and the next step. Texts are hostile: text nodes only. */
export function EvidenceList({ health, withLevel = true }: { health: Health; withLevel?: boolean }) {
  return (
    <div className="grid gap-1.5 [overflow-wrap:anywhere]">
      {withLevel && <LevelWord level={health.level} />}
      <ul className="grid gap-1.5">
        {health.because.map((reason, index) => (
          <li key={`${reason.kind} ${index}`}>
            <Words text={reason.text} />
            {reason.at !== undefined && (
              <span className="text-muted">
                {' · '}
                {reason.atWord !== undefined && `${reason.atWord} `}
                <Time at={reason.at} />
              </span>
            )}
            {reason.quote !== undefined && !says(reason.text, reason.quote) && (
              <q className="mt-0.5 block border-l-2 border-line pl-2 text-sm text-muted before:content-none after:content-none">
                {reason.quote}
              </q>
            )}
          </li>
        ))}
      </ul>
      {health.next !== undefined && (
        <p>
          <span aria-hidden>→ </span>
          <span className="sr-only">Next step: </span>
          <Words text={health.next} />
        </p>
      )}
    </div>
  )
}

/** Whether a sentence has AWS's words in it already. */
function says(text: string, quote: string): boolean {
  return text.toLowerCase().includes(quote.toLowerCase())
}

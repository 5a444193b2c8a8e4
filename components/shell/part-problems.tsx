import { Notice } from '@/components/ui/notice'
import { Time } from '@/components/ui/time'
import type { Parts } from '@/lib/api/answer'
import { adviceFor } from './problem-notice'

/** Words for the parts that answers have; another name is spelled out from its camel case. */
export function partWords(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
}

/** One notice for each part of an answer that could not be read. */
export function PartProblems({ parts }: { parts: Parts }) {
  return Object.entries(parts).map(([name, { asOf, error }]) =>
    error === undefined ? null : (
      <Notice key={name} look="warn" title={`Could not read ${partWords(name)}.`}>
        <p>
          {error.message} {adviceFor(error)}
          {asOf !== null && (
            <>
              {' '}
              Last read <Time at={asOf} />.
            </>
          )}
        </p>
        {error.awsRequestId !== undefined && (
          <p>
            AWS request id <code className="font-mono text-sm">{error.awsRequestId}</code>
          </p>
        )}
      </Notice>
    ),
  )
}

import { Notice } from '@/components/ui/notice'
import { Time } from '@/components/ui/time'
import { awayOf, type Parts } from '@/lib/api/answer'
import type { Problem } from '@/lib/api/error'
import { adviceForPart } from './problem-notice'

/** One notice for each cause why parts of an answer could not be read: an AWS that is away fails them all at once. */
export function PartProblems({ parts }: { parts: Parts }) {
  return causesOf(parts).map(({ problem, names, oldest }) => (
    <Notice
      key={names.join()}
      look="warn"
      title={`Could not be ${oldest === null ? 'read' : 'refreshed'}: ${listed(names.map(partWords))}.`}
    >
      <p>
        {asSentence(problem.message)} {adviceForPart(problem)}
        {oldest !== null && (
          <>
            {' '}
            What is shown is as of <Time at={oldest} />.
          </>
        )}
      </p>
      {problem.awsRequestId !== undefined && (
        <p>
          AWS request id <code className="font-mono text-sm">{problem.awsRequestId}</code>
        </p>
      )}
    </Notice>
  ))
}

type Cause = { problem: Problem; names: string[]; oldest: string | null }

/**
 * Parts that failed, by cause: the same words but for the call's name, and the same missing permission. What was read
 * before AWS went out of reach is no cause of its own: its panel says that all of it is stale.
 */
export function causesOf(parts: Parts): Cause[] {
  const causes = new Map<string, Cause>()
  const isAway = awayOf({ parts }) !== undefined
  for (const [name, { asOf, error }] of Object.entries(parts)) {
    if (error === undefined || (isAway && (asOf !== null || name === 'aws'))) continue
    const words = error.message.replace(/\b[a-z-]+:[A-Z]\w+/g, '')
    const key = `${error.code} ${error.iamAction ?? words}`
    const cause = causes.get(key)
    if (cause === undefined) causes.set(key, { problem: error, names: [name], oldest: asOf })
    else {
      cause.names.push(name)
      if (asOf !== null && (cause.oldest === null || asOf < cause.oldest)) cause.oldest = asOf
    }
  }
  return [...causes.values()]
}

function asSentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`
}

/** A part's name in words, from its camel case: "target health". */
export function partWords(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

import type { ReactNode } from 'react'
import { Notice } from '@/components/ui/notice'
import type { ErrorCode, Problem } from '@/lib/api/error'

type ProblemNoticeProps = {
  /** What could not be read or done, as the sentence's object: "the services of shop-prod". */
  what: string
  problem: Problem
  /** `read` says "Could not read …", `write` "… was not done". */
  kind?: 'read' | 'write'
  /** Whether older facts are still shown below it. */
  keepsOlder?: boolean
  action?: ReactNode
}

/** An error in four parts: what failed, why, what to do, and AWS's request id. */
export function ProblemNotice({
  what,
  problem,
  kind = 'read',
  keepsOlder = false,
  action,
}: ProblemNoticeProps) {
  const title = kind === 'read' ? `Could not read ${what}.` : `${what} was not done.`
  return (
    <Notice look={problem.code === 'forbidden' || keepsOlder ? 'warn' : 'bad'} title={title} action={action}>
      <p>{problem.message}</p>
      <p>
        {adviceFor(problem)}
        {keepsOlder && ' What is shown below was read earlier.'}
      </p>
      {problem.awsRequestId !== undefined && (
        <p>
          AWS request id <code className="font-mono text-sm">{problem.awsRequestId}</code>
        </p>
      )}
    </Notice>
  )
}

const advice: Record<ErrorCode, string> = {
  invalid_request: 'Change what was asked for and try again.',
  signed_out: 'Sign in again, then reload this page.',
  forbidden: 'Ask whoever manages this connection to AWS.',
  not_found: 'It may have been deleted, or the address may be wrong.',
  conflict: 'Someone or something changed it meanwhile: look at its present state, then decide again.',
  throttled: 'This page asks again by itself, more slowly.',
  unavailable: 'This page tries again by itself.',
  timed_out: 'This page tries again by itself.',
  internal: 'Try again; if it stays, the server’s log has the details.',
}

/** What a reader can do about a problem; names the missing IAM action when it is known. */
export function adviceFor(problem: Problem): string {
  if (problem.iamAction !== undefined) return `Allow ${problem.iamAction} for this connection’s IAM role.`
  return advice[problem.code] ?? advice.internal
}

/** The same where it is only a part of a page: nobody asked for it by an address or in a form. */
export function adviceForPart(problem: Problem): string {
  return ['not_found', 'invalid_request'].includes(problem.code) ? '' : adviceFor(problem)
}

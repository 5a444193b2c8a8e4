import type { ReactNode } from 'react'
import { Notice } from '@/components/ui/notice'
import { problemOf, type ErrorCode } from '@/lib/api/error'
import { ProblemNotice } from './problem-notice'

/** After these the write may have reached AWS all the same. */
const unsettled: readonly ErrorCode[] = ['timed_out', 'unavailable', 'internal']

type WriteProblemProps = {
  /** What was to be done, as a sentence's subject: "Scaling web". */
  what: string
  error: unknown
  action?: ReactNode
}

/** Why a write failed; one whose outcome is not known never says that it was not done. */
export function WriteProblem({ what, error, action }: WriteProblemProps) {
  const problem = problemOf(error)
  if (!unsettled.includes(problem.code))
    return <ProblemNotice what={what} problem={problem} kind="write" action={action} />
  return (
    <Notice look="bad" title={`${what} may not have been done.`} action={action}>
      <p>{problem.message}</p>
      <p>Look at the present state before you try again.</p>
      {problem.awsRequestId !== undefined && (
        <p>
          AWS request id <code className="font-mono text-sm">{problem.awsRequestId}</code>
        </p>
      )}
    </Notice>
  )
}

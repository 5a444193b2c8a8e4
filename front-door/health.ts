import type { ServerResponse } from 'node:http'
import { answer, jsonHeaders } from './answer.ts'
import { bridge } from './context.ts'

/** What the process is doing: Next is loading, it answers, it is going down. */
export type Phase = 'starting' | 'ready' | 'draining'

/** Whether a path is one of the two that say how the process is; those need no Next. */
export function isHealthPath(path: string): path is '/healthz' | '/readyz' {
  return path === '/healthz' || path === '/readyz'
}

/** `/healthz`: 200 while the process lives. `/readyz`: 200 once it can answer; what AWS does is in its body only. */
export function answerHealth(
  res: ServerResponse,
  requestId: string,
  path: '/healthz' | '/readyz',
  phase: Phase,
): void {
  const aws = bridge()?.awsState?.()
  const body =
    path === '/healthz' ? { status: 'alive' } : { status: phase, ...(aws !== undefined && { aws }) }
  const status = path === '/readyz' && phase !== 'ready' ? 503 : 200
  answer(res, requestId, status, jsonHeaders, JSON.stringify(body))
}

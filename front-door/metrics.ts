import type { ServerResponse } from 'node:http'
import { answer } from './answer.ts'
import { bridge } from './context.ts'
import { refusal, refuse } from './refusal.ts'
import { flat } from './security-headers.ts'

// https://prometheus.io/docs/instrumenting/exposition_formats/#basic-info
const metricsHeaders = flat({
  'content-type': 'text/plain; version=0.0.4; charset=utf-8',
  'cache-control': 'private, no-store',
})

/** `/metrics`: what the process counts, in Prometheus's text format. */
export async function answerMetrics(res: ServerResponse, requestId: string): Promise<void> {
  const text = await bridge()?.metrics?.()
  if (text === undefined) refuse(res, requestId, refusal(404, 'There is no such address.'))
  else answer(res, requestId, 200, metricsHeaders, text)
}

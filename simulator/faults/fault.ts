import type { Cut } from './cut.ts'
import type { Reshaping } from './reshape/reshape.ts'
import type { Spoiling } from './spoil/spoiling.ts'

/** One fault, as the control API takes it. `operation` is a glob over `service.Operation`: `*`, `ecs.*`. */
export type Fault = {
  operation: string
  /** AWS error code, sent in the shape of the request's protocol. */
  error?: string
  /** HTTP status; of the error when not given its own, else 400; of `body` 200. */
  status?: number
  /** Chance that it strikes, 0 to 1; 1 when not given. Drawn from the world's seed. */
  probability?: number
  /** How many requests it strikes before it is spent; for ever when not given. */
  times?: number
  /** Delay before the answer, wall-clock ms. */
  latencyMs?: number
  /** Never answer. */
  hang?: boolean
  /** Sent raw instead of an answer. */
  body?: string
}

/** What a scenario can say besides, and the control API cannot. */
export type ScenarioFault = Fault & {
  /** The message of `error`; AWS's own sentence when not given. */
  message?: string
  /** World time (epoch ms) at which it begins; at once when not given. */
  from?: number
  /** The connection breaks while the answer is sent. */
  cut?: Cut
  /** The service's answer with another content, in its own protocol. */
  reshape?: Reshaping
  /** The service's answer with values that its protocol does not allow. */
  spoil?: Spoiling
  /** Requests signed too long ago, or ahead of the world's time, are refused, as AWS does. */
  checkClock?: boolean
}

/** How a request that a fault struck ends; the last four still need the service's own answer. */
export type End =
  | { kind: 'hang' }
  | { kind: 'body'; status: number; body: string }
  | { kind: 'error'; code: string; status?: number; message?: string }
  | { kind: 'cut'; cut: Cut }
  | { kind: 'reshape'; reshape: Reshaping }
  | { kind: 'spoil'; spoil: Spoiling }
  | { kind: 'clock' }

export function endOf(fault: ScenarioFault): End | undefined {
  const { status, message } = fault
  if (fault.hang) return { kind: 'hang' }
  if (fault.body !== undefined) return { kind: 'body', status: status ?? 200, body: fault.body }
  if (fault.error !== undefined) {
    return {
      kind: 'error',
      code: fault.error,
      ...(status !== undefined && { status }),
      ...(message !== undefined && { message }),
    }
  }
  if (status !== undefined) return { kind: 'body', status, body: '' }
  if (fault.cut) return { kind: 'cut', cut: fault.cut }
  if (fault.reshape) return { kind: 'reshape', reshape: fault.reshape }
  if (fault.spoil) return { kind: 'spoil', spoil: fault.spoil }
  return fault.checkClock ? { kind: 'clock' } : undefined
}

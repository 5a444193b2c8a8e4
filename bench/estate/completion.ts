import { setTimeout as wait } from 'node:timers/promises'
import type { ListAnswer } from '@/lib/api/answer'
import type { ServiceSummary } from '@/lib/service/contract'
import { api } from './api.ts'

export type Services = ListAnswer<ServiceSummary>

/** Every service was described. */
export const isComplete = ({ complete }: Services) => complete

/** Every service was described and every verdict's facts are known. */
export const isKnown = (answer: Services) =>
  answer.complete && answer.items.every(({ health }) => health.level !== 'unknown')

/**
 * Asks for the list of all services each second until it is as wanted; undefined when that took too long. `ms` is how
 * long it took, `text` the answer's body.
 */
export async function servicesOnce(
  origin: string,
  isAsWanted: (answer: Services) => boolean,
  withinMs: number,
): Promise<{ ms: number; text: string; answer: Services } | undefined> {
  const from = performance.now()
  while (performance.now() - from < withinMs) {
    const told = await api<Services>(origin, '/services')
    if (isAsWanted(told.answer)) return { ms: performance.now() - from, ...told }
    await wait(1_000)
  }
  return undefined
}

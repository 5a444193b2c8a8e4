import type { ServiceEvent } from '@aws-sdk/client-ecs'
import type { World } from '../../../world.ts'
import { newUuid, type ServiceRecord } from '../state.ts'
import { noteSteadyEvents, steadyEvents } from './steady-state.ts'

/** The console and the API show the newest 100 events of a service. */
const EVENTS_KEPT = 100

/** A problem is told again only when it was solved meanwhile, or after six hours. */
const TOLD_AGAIN_MS = 6 * 3600_000

/** Adds `(service NAME) rest` to a service's events; `about` joins the name: `(service NAME, about) rest`. */
export function announce(world: World, service: ServiceRecord, rest: string, about?: string): void {
  say(world, service, [`(service ${service.name}${about ? `, ${about}` : ''})`, rest].join(' '))
}

/** Adds an event with exactly this text, as scaling activities do. */
export function say(world: World, service: ServiceRecord, message: string): void {
  noteSteady(world, service)
  service.events.unshift({ id: newUuid(world), createdAt: new Date(world.now), message })
  if (service.events.length > EVENTS_KEPT) service.events.length = EVENTS_KEPT
}

/** Notes what a steady service was told meanwhile. */
export function noteSteady(world: World, service: ServiceRecord): void {
  noteSteadyEvents(world, service, EVENTS_KEPT)
  if (service.events.length > EVENTS_KEPT) service.events.length = EVENTS_KEPT
}

/** The events of a service at the world's present, newest first. */
export const eventsOf = (world: World, service: ServiceRecord): ServiceEvent[] =>
  [...steadyEvents(world, service, EVENTS_KEPT), ...service.events].slice(0, EVENTS_KEPT)

export type Problem = 'placement' | 'launch' | 'configuration'

/** Tells a problem, unless the same was told within six hours and is not solved since. */
export function announceProblem(world: World, service: ServiceRecord, kind: Problem, rest: string): void {
  const told = service.told.get(kind)
  if (told && told.message === rest && world.now - told.at < TOLD_AGAIN_MS) return
  service.told.set(kind, { message: rest, at: world.now })
  announce(world, service, rest)
}

/** The problem is over: the next one of its kind is told at once. */
export function solved(service: ServiceRecord, kind: Problem): void {
  service.told.delete(kind)
}

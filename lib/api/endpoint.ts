import type * as z from 'zod/mini'
import type { Freshness } from './freshness'

/** What an identity may do; `lib/access` decides who may. */
export type Verb = 'read' | 'service:scale' | 'service:deploy' | 'task:stop'

type Schema = z.ZodMiniType

/**
 * One endpoint: the route parses with it, the client's query is typed by it, the form validates with it.
 * `path` is the template under both `/` and `/api`. `Out` is the answer's type; it has no runtime part.
 */
export type ReadEndpoint<P extends Schema, I extends Schema, Out> = {
  method: 'GET'
  verb: 'read'
  path: string
  params: P
  /** The query string's schema: strict, every value a string before it is parsed. */
  input: I
  freshness: Freshness
  readonly out?: Out
}

export type WriteEndpoint<P extends Schema, I extends Schema, Out> = {
  method: 'POST'
  verb: Exclude<Verb, 'read'>
  path: string
  params: P
  /** The JSON body's schema: strict. */
  input: I
  readonly out?: Out
}

export type Endpoint<P extends Schema = Schema, I extends Schema = Schema, Out = unknown> =
  ReadEndpoint<P, I, Out> | WriteEndpoint<P, I, Out>

export type ParamsOf<E> = E extends { params: infer P extends Schema } ? z.infer<P> : never
export type InputOf<E> = E extends { input: infer I extends Schema } ? z.infer<I> : never
export type OutOf<E> = E extends { readonly out?: infer Out } ? NonNullable<Out> : never

/** Declares a read. `Out` is given by the caller: `read<ListAnswer<ClusterSummary>>()({…})`. */
export function read<Out>() {
  return <P extends Schema, I extends Schema>(
    endpoint: Omit<ReadEndpoint<P, I, Out>, 'method' | 'verb' | 'out'>,
  ): ReadEndpoint<P, I, Out> => ({ method: 'GET', verb: 'read', ...endpoint })
}

/** Declares a write. */
export function write<Out>() {
  return <P extends Schema, I extends Schema>(
    endpoint: Omit<WriteEndpoint<P, I, Out>, 'method' | 'out'>,
  ): WriteEndpoint<P, I, Out> => ({ method: 'POST', ...endpoint })
}

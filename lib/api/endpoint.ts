import type * as z from 'zod/mini'
import type { Freshness } from './freshness'

/** What an identity may do; `lib/access` decides who may. */
export type Verb = 'read' | 'service:scale' | 'service:deploy' | 'task:stop'

/**
 * An input's schema, fetched where it is parsed by: the browser is given the addresses of all endpoints, and has no use
 * for what checks them. Strict; of a read, every value is a string before it is parsed.
 */
type Input<In> = () => Promise<z.ZodMiniType<In>>

/**
 * One endpoint: the route parses with it, the client's query is typed by it, the form validates with its input.
 * `path` is the template under both `/` and `/api`; its names tell the parameters and how they are parsed
 * (`segments.ts`). `Out` is the answer's type; it has no runtime part.
 */
export type ReadEndpoint<Path extends string, In, Out> = {
  method: 'GET'
  verb: 'read'
  path: Path
  /** The query string's; absent: it takes none. */
  input?: Input<In>
  freshness: Freshness
  /** False: it is answered when somebody asks, and never again by itself; nobody waits for news of it. */
  watched?: false
  readonly out?: Out
}

export type WriteEndpoint<Path extends string, In, Out> = {
  method: 'POST'
  verb: Exclude<Verb, 'read'>
  path: Path
  /** The JSON body's; absent: it is `{}`. */
  input?: Input<In>
  readonly out?: Out
}

export type Endpoint<Path extends string = string, In = unknown, Out = unknown> =
  ReadEndpoint<Path, In, Out> | WriteEndpoint<Path, In, Out>

type NamesIn<Path> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never

export type ParamsOf<E> = E extends { path: infer Path } ? Record<NamesIn<Path>, string> : never
export type InputOf<E> = E extends { input?: Input<infer In> } ? In : never
export type OutOf<E> = E extends { readonly out?: infer Out } ? NonNullable<Out> : never

type Nothing = Record<string, never>

/** Declares a read. `Out` is given by the caller: `read<ListAnswer<ClusterSummary>>()({…})`. */
export function read<Out>() {
  return <const Path extends string, In = Nothing>(
    endpoint: Omit<ReadEndpoint<Path, In, Out>, 'method' | 'verb' | 'out'>,
  ): ReadEndpoint<Path, In, Out> => ({ method: 'GET', verb: 'read', ...endpoint })
}

/** Declares a write. */
export function write<Out>() {
  return <const Path extends string, In = Nothing>(
    endpoint: Omit<WriteEndpoint<Path, In, Out>, 'method' | 'out'>,
  ): WriteEndpoint<Path, In, Out> => ({ method: 'POST', ...endpoint })
}

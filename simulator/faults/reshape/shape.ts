import type { Operation } from '../../wire/operation.ts'
import type { World } from '../../world.ts'

/** Input and output of an operation in the SDK's shape. */
export type Shape = Record<string, unknown>

/** Stands between the wire and a handler: `next` asks it. What a handler gave may be the world's own: copy, never change it. */
export type Reshape = (
  asked: { input: Shape; operation: Operation; world: World },
  next: (input: Shape) => Promise<Shape>,
) => Promise<Shape>

/** The lists of an answer, by their members' names. */
export const listsOf = (output: Shape): [name: string, items: unknown[]][] =>
  Object.entries(output).flatMap(([name, value]) => (Array.isArray(value) ? [[name, value]] : []))

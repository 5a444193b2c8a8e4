import { listsOf, type Reshape } from './shape.ts'

/** Everything that is listed or described comes twice. */
export const duplicates: Reshape = async ({ input }, next) => {
  const output = await next(input)
  const twice = listsOf(output).map(([name, items]) => [name, [...items, ...items]] as const)
  return { ...output, ...Object.fromEntries(twice) }
}

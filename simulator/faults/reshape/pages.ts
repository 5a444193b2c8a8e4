import type { Operation } from '../../wire/operation.ts'
import { listsOf, type Reshape } from './shape.ts'

/** What AWS calls the token of the next page: in the request, and in the answer. */
const names = [
  { asked: 'nextToken', given: 'nextToken' },
  { asked: 'NextToken', given: 'NextToken' },
  { asked: 'Marker', given: 'NextMarker' },
]

function tokenOf({ input, output }: Operation): (typeof names)[number] | undefined {
  if (!input.isStructSchema() || !output.isStructSchema()) return undefined
  const [takes, gives] = [input.getMemberSchemas(), output.getMemberSchemas()]
  return names.find(({ asked, given }) => asked in takes && given in gives)
}

const always = 'dGhlIHNhbWUgdG9rZW4gYWdhaW4='

/** The first page for ever, each time with the same token. */
export const repeatedToken: Reshape = async ({ input, operation }, next) => {
  const token = tokenOf(operation)
  if (!token) return next(input)
  const first = { ...input }
  if (first[token.asked] === always) delete first[token.asked]
  return { ...(await next(first)), [token.given]: always }
}

const endless = /^endless-(\d+)$/

/** All pages, and then empty ones for ever, each with a token of its own: AWS allows empty pages, but ends. */
export const endlessPages: Reshape = async ({ input, operation }, next) => {
  const token = tokenOf(operation)
  if (!token) return next(input)
  const beyond = endless.exec(String(input[token.asked]))
  if (!beyond) {
    const output = await next(input)
    return output[token.given] === undefined ? { ...output, [token.given]: 'endless-1' } : output
  }
  const first = { ...input }
  delete first[token.asked]
  const output = await next(first)
  const emptied = listsOf(output).map(([name]) => [name, []] as const)
  return { ...output, ...Object.fromEntries(emptied), [token.given]: `endless-${Number(beyond[1]) + 1}` }
}

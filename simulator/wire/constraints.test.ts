import { expect, test } from 'vitest'
import { services } from '../services/registry.ts'
import { constraints } from './constraints.ts'

/** Simulated operations that botocore's models do not have yet, so that only required members are checked. */
const newerThanBotocore: string[] = []

test('every simulated operation has its constraints', () => {
  const without = services.flatMap(({ name, handlers }) =>
    Object.keys(handlers)
      .map((operation) => [`${name}.${operation}`, constraints[name]?.operations[operation]] as const)
      .filter(([, shape]) => shape === undefined)
      .map(([call]) => call),
  )
  expect(without.filter((call) => !newerThanBotocore.includes(call))).toEqual([])
})

test('every handler is an operation of its SDK', () => {
  const unknown = services.flatMap(({ name, sdk, handlers }) =>
    Object.keys(handlers)
      .filter((operation) => !(`${operation}Command` in sdk))
      .map((operation) => `${name}.${operation}`),
  )
  expect(unknown).toEqual([])
})

test.each(Object.entries(constraints))(
  'every pattern of %s compiles, every shape it names is there',
  (_, rules) => {
    const { shapes, operations } = rules!
    for (const shape of Object.values(operations)) expect(['', ...Object.keys(shapes)]).toContain(shape)
    for (const rule of Object.values(shapes)) {
      const { pattern, members = {}, list, map = [] } = rule!
      if (pattern !== undefined) expect(compiles(pattern), pattern).toBe(true)
      for (const member of Object.values(members)) expect(shapes).toHaveProperty([member!])
      if (list !== undefined) expect(typeof list).toBe('string')
      expect([0, 2]).toContain(map.length)
    }
  },
)

function compiles(pattern: string): boolean {
  return ['u', ''].some((flags) => {
    try {
      return new RegExp(`^(?:${pattern})$`, flags) instanceof RegExp
    } catch {
      return false
    }
  })
}

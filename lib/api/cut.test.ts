import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cut } from './cut'

test('what is not long stays as it is; what is long says so and how long it was', () => {
  const units = fc.string({ unit: 'binary', minLength: 1 })
  fc.assert(
    fc.property(
      units,
      fc.integer({ min: 0, max: 400 }),
      fc.integer({ min: 1, max: 900 }),
      (unit, n, most) => {
        const text = unit.repeat(n)
        const short = cut(text, most)
        expect(short.length).toBeLessThanOrEqual(most + 40)
        if (text.length <= most) expect(short).toBe(text)
        else {
          expect(text.startsWith(short.replace(/…⟨cut: [\d,]+ characters⟩$/, ''))).toBe(true)
          expect(short).toContain(`…⟨cut: ${text.length.toLocaleString('en-US')} characters⟩`)
        }
      },
    ),
  )
})

test('no character is cut in two', () => {
  const cat = '\u{1f408}'
  expect(cut(`a${cat.repeat(9)}`, 8)).not.toMatch(/\p{Cs}/u)
  expect(cut(cat.repeat(9), 8)).toBe(`${cat.repeat(4)}…⟨cut: 18 characters⟩`)
})

test('cut twice it still says how long all of it was', () => {
  const whole = 'm'.repeat(1_048_576)
  expect(cut(cut(whole, 65_536), 8_192)).toBe(`${'m'.repeat(8_192)}…⟨cut: 1,048,576 characters⟩`)
})

import { assert, nat, property } from 'fast-check'
import { expect, test } from 'vitest'
import { retryBudget } from './retry-budget'

test('over time a fifth of all calls, however many fail', () => {
  const budget = retryBudget()
  let retries = 0
  for (let call = 0; call < 10_000; call += 1) {
    budget.sent()
    if (budget.mayRetry()) retries += 1
  }
  expect(retries).toBeGreaterThan(2_000)
  expect(retries).toBeLessThanOrEqual(2_020)
})

test('one call alone may be tried again', () => {
  const budget = retryBudget()
  budget.sent()
  expect([budget.mayRetry(), budget.mayRetry()]).toEqual([true, true])
})

test('what is saved up in quiet times is no flood later', () => {
  assert(
    property(nat(5_000), nat(200), (quiet, asked) => {
      const budget = retryBudget()
      for (let call = 0; call < quiet; call += 1) budget.sent()
      const granted = Array.from({ length: asked }, () => budget.mayRetry()).filter(Boolean).length
      expect(granted).toBe(Math.min(asked, 20))
    }),
  )
})

test('a try that was not made is given back', () => {
  const budget = retryBudget()
  while (budget.mayRetry());
  budget.unused()
  expect([budget.mayRetry(), budget.mayRetry()]).toEqual([true, false])
})

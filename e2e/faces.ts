import type { Page } from '@playwright/test'
import { expect } from './test.ts'

/** Verdicts of the demo that are green by evidence; whatever goes wrong, no other service may be. */
export const earned = [
  'catalog',
  'ingest',
  'stream-worker',
  'metrics-agent',
  'web',
  'payments-staging',
  'web-staging',
]

/** Waits till a page shows something of each panel: facts, or why there are none. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.locator('main output[aria-label^="Reading"]')).toHaveCount(0)
}

/** The services that a page calls healthy: as a cell, as a row, or at its head. */
function greenServices(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const cells = [...document.querySelectorAll('main a[aria-label$=": Healthy"]')]
    const rows = [...document.querySelectorAll('main [role="row"], main tr')].filter((row) =>
      row.querySelector('.text-good'),
    )
    const head = document.querySelector('main [aria-label="Verdict: Healthy"]')
    return [
      ...cells.map((cell) => cell.getAttribute('aria-label')?.replace(/: Healthy$/, '') ?? ''),
      ...rows.map((row) => row.querySelector('a')?.textContent ?? ''),
      ...(head === null ? [] : [document.querySelector('h1')?.textContent ?? '']),
    ]
  })
}

/**
 * What holds of every page in every trouble: it stands, it says how old its facts are or why there are none, it calls
 * nothing none that was not read to be none, nothing on it is garbage, and nothing is green that is not.
 */
export async function expectTruth(page: Page, green: readonly string[] = earned): Promise<string> {
  const main = page.getByRole('main')
  const text = await main.innerText()
  expect(text.length, 'a page is not blank').toBeGreaterThan(60)
  expect(text).toMatch(/as of\s+(just now|\d)|Could not read |There is no (service|cluster) /)
  expect(text).not.toMatch(/\bundefined\b|\bNaN\b|\[object |\bInvalid Date\b|Application error/)
  // The demo has clusters and services; its one cluster without any is called `empty`.
  expect(text).not.toMatch(/No services in|No clusters|No tasks of/)
  expect(text.replace(/empty\s+0 services[^]*?kept running by ECS/, '')).not.toMatch(
    /\b0 services\b|No services/,
  )
  expect((await greenServices(page)).filter((name) => !green.includes(name))).toEqual([])
  return text
}

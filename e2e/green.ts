import { expect, type Page } from '@playwright/test'

/** All that a page shows in the colour of health, by its text; the header's "Live" is there, too. */
export function greens(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.text-good, .bg-good-wash')].map(
      (element) => element.closest('[aria-label]')?.getAttribute('aria-label') ?? element.textContent ?? '',
    ),
  )
}

/** Nothing on the page is green, neither in colour, nor in words, nor in the tab. */
export async function expectNoGreen(page: Page): Promise<void> {
  await expect.poll(() => greens(page)).toEqual([])
  await expect(page.getByRole('main').getByLabel(/healthy/i)).toHaveCount(0)
  expect(await page.locator('link[rel="icon"]').last().getAttribute('href')).not.toContain('12703a')
}

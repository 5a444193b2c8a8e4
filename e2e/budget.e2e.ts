import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from './test.ts'

for (const theme of ['light', 'dark'] as const)
  test(`the budget in use stands in the shell and opens by keyboard what it is made of, ${theme}`, async ({
    page,
    aws,
  }) => {
    await aws.scenario('demo')
    await page.emulateMedia({ colorScheme: theme })
    await page.goto(aws.path)
    const gauge = page.getByRole('button', { name: /^AWS calls \d/ })
    await expect(gauge).toBeVisible()
    await gauge.focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Calls to AWS' })
    await expect(dialog).toContainText(/takes at most 25 % of each limit/)
    const limits = dialog.getByRole('table', { name: "AWS's request limits" })
    const rows = limits.locator('tbody tr')
    expect(await rows.count()).toBeGreaterThan(3)
    for (const row of await rows.all()) {
      const [allows = 0, ours = 0] = (await row.locator('td').allInnerTexts()).map(Number.parseFloat)
      expect(allows).toBeGreaterThan(0)
      expect(ours).toBeLessThanOrEqual(allows / 4)
    }
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
    // The focus stays within, and comes back to where it was.
    for (let n = 0; n < 4; n += 1) await page.keyboard.press('Tab')
    expect(
      await page.evaluate(
        () => document.activeElement?.closest('dialog') !== null || document.activeElement === document.body,
      ),
    ).toBe(true)
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await expect(gauge).toBeFocused()
  })

test.describe('on a telephone', () => {
  test.use({ viewport: { width: 390, height: 800 } })

  test('while AWS throttles the gauge says so, and the dialog which limit; neither is wider than the screen', async ({
    page,
    aws,
  }) => {
    await aws.scenario('fault-throttled-50')
    await page.goto(aws.path)
    const gauge = page.getByRole('button', { name: 'AWS throttles' })
    await expect(gauge).toBeInViewport({ ratio: 1 })
    await gauge.click()
    const dialog = page.getByRole('dialog', { name: 'Calls to AWS' })
    await expect(dialog).toContainText(/AWS throttled \d+ in the last minute: asking less/)
    const over = await page.evaluate(() => [
      document.documentElement.scrollWidth - window.innerWidth,
      ...[...document.querySelectorAll('dialog[open] *')].map(
        (each) => each.getBoundingClientRect().right - window.innerWidth,
      ),
    ])
    expect(Math.max(...over)).toBeLessThanOrEqual(0)
  })
})

import { expect, test } from './test.ts'

test('by keyboard alone: filter, go down into what it found, open it, and come back to the same', async ({
  page,
  aws,
}) => {
  await aws.scenario('demo')
  await page.goto(`${aws.path}/clusters/shop-prod/services`)
  const rows = page.getByRole('table').locator('tbody tr')
  await expect(rows).toHaveCount(10)
  await expect(page.getByRole('textbox', { name: 'Filter services' })).toHaveAttribute(
    'aria-keyshortcuts',
    '/',
  )
  await page.keyboard.press('/')
  await page.keyboard.type('status:failing')
  await expect(rows).toHaveCount(3)
  const found = rows.locator('td:first-child').getByRole('link')
  const [first, second] = await found.allInnerTexts()
  await page.keyboard.press('ArrowDown')
  await expect(found.filter({ hasText: first })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(second!)
  await page.goBack()
  await expect(page.getByRole('textbox', { name: 'Filter services' })).toHaveValue('status:failing')
  await expect(rows).toHaveCount(3)
})

test('a long list: a screen of rows in the page, wherever it is scrolled, and the view in the URL', async ({
  page,
  aws,
}) => {
  await aws.scenario('large', { scale: 0.06 })
  await page.goto(`${aws.path}/services`)
  const table = page.getByRole('table')
  const rows = table.locator('tbody tr[data-row]')
  const box = table.locator('..')
  await expect(table).toHaveAttribute('aria-rowcount', '301')
  expect(await rows.count()).toBeLessThan(80)

  // Somebody may look at any place of it.
  for (const part of [0.5, 1, 0.2]) {
    await box.evaluate((element, to) => (element.scrollTop = element.scrollHeight * to), part)
    await expect(async () => {
      const seen = await box.evaluate((element) => {
        const { left, top, width, height } = element.getBoundingClientRect()
        const at = (y: number) => document.elementFromPoint(left + width / 3, y)?.closest('tr[data-row]')
        const bottom = Math.min(top + height, window.innerHeight)
        return [at(top + 60), at((top + bottom) / 2), at(bottom - 20)].every(Boolean)
      })
      expect(seen).toBe(true)
    }).toPass()
  }
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
  const last = table.locator('tr[aria-rowindex="301"]').getByRole('link').first()
  await expect(last).toBeFocused()
  expect(await rows.count()).toBeLessThan(80)

  // A filter from far down shows what it finds, and stays when the page is loaded anew or come back to.
  const filter = page.getByRole('textbox', { name: 'Filter services' })
  await filter.fill('service:api')
  await expect(page.getByText(/\d+ of 300 services/)).toBeVisible()
  await expect(rows.first()).toContainText('api')
  await expect(page).toHaveURL(/\?filter=service:api$/)
  await page.getByRole('button', { name: 'Service', exact: true }).click()
  await expect(page).toHaveURL(/\?filter=service:api&sort=service$/)
  const found = await rows.first().getByRole('link').first().innerText()
  await page.reload()
  await expect(filter).toHaveValue('service:api')
  await expect(rows.first().getByRole('link').first()).toHaveText(found)
  await filter.press('Escape')
  await expect(page).toHaveURL(/\/services\?sort=service$/)
  await expect(table).toHaveAttribute('aria-rowcount', '301')
})

test('a steady state is not green: a service that crashes in a loop reaches it again and again', async ({
  page,
  aws,
}) => {
  await aws.scenario('demo')
  await page.goto(`${aws.path}/clusters/shop-prod/events?filter=payments+kind:steady`)
  const word = page.getByRole('cell', { name: 'steady', exact: true }).first().locator('span').first()
  await expect(word).toBeVisible()
  await expect(word).not.toHaveClass(/good/)
})

test.describe('on a telephone', () => {
  test.use({ viewport: { width: 390, height: 800 } })

  test('names stay readable, and the open tab is in sight', async ({ page, aws }) => {
    await aws.scenario('demo')
    await page.goto(`${aws.path}/clusters`)
    const box = await page.getByRole('cell').getByRole('link', { name: 'shop-prod' }).boundingBox()
    expect(box?.width).toBeGreaterThan(80)
    await page.goto(`${aws.path}/clusters/shop-prod/services/web/configuration`)
    await expect(page.getByRole('link', { name: 'Configuration', exact: true }).last()).toBeInViewport({
      ratio: 0.9,
    })
  })
})

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

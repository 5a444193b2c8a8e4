import type { Page, Request } from '@playwright/test'
import { expect, test } from './test.ts'

const panel = (page: Page, title: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: title, exact: true }) })

test('what is wrong stands first, worst first, with its cause and the next step', async ({ page, aws }) => {
  await aws.scenario('demo')
  await page.goto(aws.path)
  const attention = panel(page, 'Needs attention')
  const rows = attention.getByRole('listitem')
  await expect(rows).toHaveCount(6)
  await expect(rows.nth(0)).toContainText('Failing')
  await expect(rows.nth(4)).toContainText('Crash loop')
  await expect(rows.nth(5)).toContainText(
    /checkout-staging · Degraded.*stuck between its minimum and maximum/,
  )
  const payments = rows.filter({ hasText: 'payments' })
  await expect(payments).toContainText(/\d+ restarts in 10 min · OOM in app since payments:42/)
  await expect(payments).toContainText(/roll back to .*:41/)
  await expect(rows.filter({ hasText: 'search' })).toContainText('404')
  await expect(rows.filter({ hasText: 'image-resizer' })).toContainText('insufficient memory')
  await expect(rows.filter({ hasText: 'web' })).toHaveCount(0)
})

test('the page follows what happens without a reload, and its title tells the worst', async ({
  page,
  request,
  aws,
}) => {
  await aws.scenario('demo')
  await page.goto(aws.path)
  const strip = panel(page, 'Clusters')
  await expect(strip.getByRole('link', { name: /reports/ })).toHaveAccessibleName(/unverified/i)
  await expect(page).toHaveTitle(/^3 ✕/)
  const scaled = await request.post(`/api${aws.path}/clusters/shop-prod/services/reports/scale`, {
    headers: { 'content-type': 'application/json', 'x-quayside': '1', origin: aws.console },
    data: { desiredCount: 0, seen: 1 },
  })
  expect(scaled.status()).toBe(200)
  await aws.advance(120)
  await expect(strip.getByRole('link', { name: /reports/ })).toHaveAccessibleName(/stopped/i)
})

test('an account with nothing in it says so, and is not called healthy', async ({ page, aws }) => {
  await aws.scenario('empty')
  await page.goto(aws.path)
  await expect(page.getByRole('main')).toContainText(/no clusters/i)
  await expect(page.getByRole('main')).not.toContainText(/healthy/i)
})

test('without permission for target health nothing that depends on it is green', async ({ page, aws }) => {
  await aws.scenario('demo')
  await aws.fault({ operation: 'elbv2.DescribeTargetHealth', error: 'AccessDenied' })
  await page.goto(`${aws.path}/clusters/shop-prod/services`)
  const web = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'web', exact: true }) })
  await expect(web).toContainText('Unknown')
  await expect(page.getByRole('main')).toContainText('elasticloadbalancing:DescribeTargetHealth')
})

test.describe('with AWS out of reach', () => {
  test.use({ tolerate: [/status of 50[34]/] })

  test('the page keeps what it knew, says how old it is, and recovers by itself', async ({ page, aws }) => {
    await aws.scenario('demo')
    await page.goto(`${aws.path}/clusters/shop-prod/services`)
    await expect(page.getByRole('row').filter({ hasText: 'payments' })).toContainText('Crash loop')
    await aws.fault({ operation: '*', status: 503, body: '<html>Service Unavailable</html>' })
    await expect(page.getByRole('main')).toContainText(/unreadable|not answer|unavailable|failed/i)
    await expect(page.getByRole('row').filter({ hasText: 'payments' })).toBeVisible()
    await aws.clearFaults()
    await expect(page.getByRole('main')).not.toContainText(/unreadable|not answer|unavailable/i)
  })
})

test.describe('with the console out of reach', () => {
  test.use({ tolerate: [/ERR_INTERNET_DISCONNECTED/] })

  test('after five minutes nothing on an open page is green, and it says how old it is', async ({
    page,
    context,
    aws,
  }) => {
    await aws.scenario('demo')
    const underWay = new Set<Request>()
    page.on('request', (request) => !request.url().endsWith('/changes') && underWay.add(request))
    page.on('requestfinished', (request) => underWay.delete(request))
    page.on('requestfailed', (request) => underWay.delete(request))
    await page.clock.install()
    await page.goto(aws.path)
    await expect(panel(page, 'Clusters').getByRole('link', { name: /^web:/ })).toHaveAccessibleName(
      /healthy/i,
    )
    // Only a panel whose scripts run can grow old: React has taken over the very link.
    await expect(page.getByRole('banner')).toContainText('Live')
    const web = panel(page, 'Clusters').getByRole('link', { name: /^web:/ })
    await expect
      .poll(() => web.evaluate((link) => Object.keys(link).some((key) => key.startsWith('__react'))))
      .toBe(true)
    await context.setOffline(true)
    // What was asked before may still be answered, and counts from when the page has it.
    await expect.poll(() => underWay.size).toBe(0)
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    )
    await page.clock.fastForward('05:30')
    await expect(panel(page, 'Clusters').getByRole('link', { name: /^web:/ })).toHaveAccessibleName(
      /unknown/i,
    )
    await expect(page.locator('main .text-good')).toHaveCount(0)
    await expect(panel(page, 'Clusters')).toContainText(/as of 5 min ago/)
    await context.setOffline(false)
    await page.clock.runFor(60_000)
    await expect(panel(page, 'Clusters').getByRole('link', { name: /^web:/ })).toHaveAccessibleName(
      /healthy/i,
    )
  })
})

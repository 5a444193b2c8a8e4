import type { Page } from '@playwright/test'
import { type OwnPair, startOwnPair } from './own-pair.ts'
import { expect, test } from './test.ts'

// A fifth of the large estate: 1,000 services, 4,000 tasks, 200 services in the biggest cluster.
const scale = 0.2
const rowsAtMost = 200

let pair: OwnPair
test.beforeAll(async () => {
  pair = await startOwnPair(0.1)
})
test.afterAll(() => pair.close())
test.setTimeout(180_000)
// A record of so many rows at each step takes longer than the test.
test.use({ trace: 'off' })

/** All that stands in a list or a table; the overview's cells are items of lists. */
const rowsOf = (page: Page) => page.locator('main tr, main li').count()

/** The next answer of a path, changed or not. */
const answered = (page: Page, path: string) =>
  page.waitForResponse(
    (response) =>
      new URL(response.url()).pathname === `/api${path}` && [200, 304].includes(response.status()),
  )

type Named = { name: string; clusterName: string; health: { level: string } }
type Strip = { name: string; levels: Record<string, number> }
type List = { total: number; complete: boolean; items: Named[] }

test('while it is being read it says so; then rows stay few through refreshes, and search finds the last service', async ({
  page,
}) => {
  const { aws } = pair
  await aws.scenario('large', { scale })
  const list = async (path: string) =>
    (await (await page.request.get(`${aws.console}/api${aws.path}${path}`)).json()) as List

  await test.step('partly read', async () => {
    await page.goto(aws.console + aws.path)
    const main = page.getByRole('main')
    await expect(main).toContainText(
      /services have not been read yet: reading goes on within AWS's request limits/,
    )
    await expect(main).not.toContainText(/Nothing needs attention|No clusters|No services|\b0 services\b/)
    // A cluster of which some services are not known is not called healthy. What the API says after the page is no less.
    const strips = await page.evaluate(() =>
      [...document.querySelectorAll('main li:has(> div > a.name-link)')].map((strip) => ({
        name: strip.querySelector('a.name-link')?.textContent ?? '',
        head: strip.querySelector(':scope > div')?.textContent ?? '',
      })),
    )
    const answer = await page.request.get(`${aws.console}/api${aws.path}/overview`)
    const { clusters } = ((await answer.json()) as { item: { clusters: Strip[] } }).item
    const unread = clusters.filter(({ levels }) => (levels['unknown'] ?? 0) > 0).map(({ name }) => name)
    const shown = strips.filter(({ name }) => unread.includes(name))
    expect(shown.length).toBeGreaterThan(0)
    expect(shown.filter(({ head }) => head.includes('Healthy'))).toEqual([])
    expect(await page.title()).not.toMatch(/✓/)
  })

  const all = await list('/services')
  expect(all.total).toBe(1_000)
  const sizes = new Map<string, number>()
  for (const { clusterName } of all.items) sizes.set(clusterName, (sizes.get(clusterName) ?? 0) + 1)
  const [biggest = ''] = [...sizes].sort((a, b) => b[1] - a[1])[0] ?? []
  expect(sizes.get(biggest)).toBe(200)
  const cluster = `/clusters/${biggest}`

  const views = [
    ['overview', '', '/overview'],
    ['all services', '/services', '/services'],
    ['services of the biggest cluster', `${cluster}/services`, `${cluster}/services`],
    ['tasks of the biggest cluster', `${cluster}/tasks`, `${cluster}/tasks`],
  ] as const
  for (const [name, path, read] of views) {
    await test.step(`${name}: rows`, async () => {
      await page.goto(aws.console + aws.path + path)
      await expect(page.getByRole('banner')).toContainText('Live')
      await page.getByRole('main').hover()
      for (let n = 0; n < 10; n += 1) {
        const next = answered(page, aws.path + read)
        await aws.advance(10)
        // The reader goes down the list, as readers do.
        await page.mouse.wheel(0, 400)
        await next
        // The answer has come; it is drawn a moment later.
        await expect.poll(() => rowsOf(page)).toBeGreaterThan(5)
        expect(await rowsOf(page)).toBeLessThanOrEqual(rowsAtMost)
      }
    })
  }

  await test.step('search finds the last service of all, and its cluster', async () => {
    const last = all.items.at(-1)
    const name = last?.name ?? ''
    await page.keyboard.press('Control+k')
    const box = page.getByRole('combobox', { name: /^Search/ })
    await expect(box).toBeFocused()
    const options = page.getByRole('listbox', { name: 'Matches' }).getByRole('option')
    await box.fill(name)
    await expect(options.filter({ hasText: name }).first()).toContainText(last?.clusterName ?? '')
    await box.fill(biggest)
    await expect(options.filter({ hasText: biggest }).first()).toBeVisible()
    await box.fill(name)
    await expect(options.first()).toContainText(name)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  })
})

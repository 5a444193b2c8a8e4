import type { Page } from '@playwright/test'
import { expectNoGreen, greens } from './green.ts'
import { type OwnPair, startOwnPair } from './own-pair.ts'
import { expect, test } from './test.ts'

/** How fast this console's pages ask, by which the time they may take is measured. */
const scale = 0.2
const twoRefreshesMs = 2 * 15_000 * scale

let pair: OwnPair
test.beforeAll(async () => {
  pair = await startOwnPair(scale)
})
test.afterAll(() => pair.close())

// The console answers 503 for what it never read.
test.use({ tolerate: [/status of 50[34]/] })

/** Heads of the panels of a page, with what each says of its age. */
const panels = (page: Page) => page.locator('main section:has(> div > h2)')

test.setTimeout(120_000)

test('unplugged, every panel says stale with its age and nothing is green; plugged in again, all recover', async ({
  context,
}) => {
  const { aws } = pair
  const born = new Date()
  await aws.scenario('demo', { now: born })
  const origin = aws.console
  const answer = await context.request.get(`${origin}/api${aws.path}/clusters/shop-prod/services/web/tasks`)
  const { items } = (await answer.json()) as { items: { taskId: string; lastStatus: string }[] }
  const task = items.find(({ lastStatus }) => lastStatus === 'RUNNING')?.taskId ?? ''
  const cluster = `${aws.path}/clusters/shop-prod`
  const paths = {
    all: '/',
    overview: aws.path,
    clusters: `${aws.path}/clusters`,
    cluster,
    services: `${cluster}/services`,
    tasks: `${cluster}/tasks`,
    service: `${cluster}/services/web`,
    'tasks of the service': `${cluster}/services/web/tasks`,
    task: `${cluster}/tasks/${task}`,
  }
  const pages = new Map<string, Page>()
  for (const [name, path] of Object.entries(paths)) {
    const page = await context.newPage()
    await page.goto(origin + path)
    await expect(page.getByRole('main')).toContainText('Healthy', { ignoreCase: true })
    await expect(page.getByRole('banner')).toContainText('Live')
    expect((await greens(page)).length, name).toBeGreaterThan(1)
    await page.evaluate(() => Object.assign(window, { isTheSame: true }))
    pages.set(name, page)
  }
  // What is told of a page that is hidden is read when it is looked at: each is looked at in its turn.
  await pair.unplug()
  const unpluggedAt = performance.now()
  for (const [name, page] of pages) {
    await test.step(`${name}: stale`, async () => {
      await page.bringToFront()
      const left = Math.max(1_000, twoRefreshesMs - (performance.now() - unpluggedAt))
      await expect(page.getByRole('banner')).toContainText('Not updating', { timeout: left + 1_000 })
      await expectNoGreen(page)
      await expect(page.getByRole('main')).toContainText(/AWS is out of reach/)
      const heads = await panels(page).allTextContents()
      expect(heads.length, name).toBeGreaterThan(0)
      for (const panel of await panels(page).all())
        await expect(panel.locator('> div').first()).toContainText(/Stale,.*as of .* ago/)
      await expect(page).not.toHaveTitle(/✓/)
    })
  }
  await pair.plugIn()
  // The same world, so much later.
  await aws.scenario('demo', { now: born })
  await aws.advance(Math.ceil((Date.now() - born.getTime()) / 1_000))
  for (const [name, page] of pages) {
    await test.step(`${name}: recovered`, async () => {
      await page.bringToFront()
      await expect(page.getByRole('banner')).toContainText('Live', { timeout: 30_000 })
      await expect(page.getByRole('main')).not.toContainText(/Stale|out of reach/)
      await expect(page.getByRole('main')).toContainText('Healthy', { ignoreCase: true })
      await expect.poll(async () => (await greens(page)).length).toBeGreaterThan(1)
      expect(await page.evaluate(() => Reflect.get(window, 'isTheSame')), 'no reload').toBe(true)
    })
  }
})

import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from './test.ts'

// Every page in both themes: nothing for axe to find, no CSP violation, no error in the console (the fixture looks).

type Names = { task: string }

const pages: [string, (names: Names) => string][] = [
  ['overview', () => ''],
  ['clusters', () => '/clusters'],
  ['cluster', () => '/clusters/shop-prod'],
  ["cluster's services", () => '/clusters/shop-prod/services'],
  ["cluster's tasks", () => '/clusters/shop-prod/tasks'],
  ["cluster's instances", () => '/clusters/shop-prod/instances'],
  ["cluster's events", () => '/clusters/shop-prod/events'],
  ['empty cluster', () => '/clusters/empty/services'],
  ['all services', () => '/services'],
  ['service', () => '/clusters/shop-prod/services/web'],
  ['crash-looping service', () => '/clusters/shop-prod/services/payments'],
  ["service's tasks", () => '/clusters/shop-prod/services/search/tasks'],
  ["service's deployments", () => '/clusters/shop-prod/services/checkout/deployments'],
  ["service's events", () => '/clusters/shop-prod/services/image-resizer/events'],
  ["service's configuration", () => '/clusters/shop-prod/services/payments/configuration'],
  ['task', ({ task }) => `/clusters/shop-prod/tasks/${task}`],
  ['task definitions', () => '/task-definitions'],
  ['family', () => '/task-definitions/payments'],
  ['revision', () => '/task-definitions/payments/42'],
]

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing, ${theme}`, async ({ page, request, aws }) => {
    test.setTimeout(180_000)
    await aws.scenario('demo')
    await page.emulateMedia({ colorScheme: theme })
    const answer = await request.get(`/api${aws.path}/clusters/shop-prod/services/payments/tasks`)
    const { items } = (await answer.json()) as { items: { taskId: string }[] }
    const task = items.at(-1)?.taskId ?? ''
    for (const [name, path] of pages) {
      await page.goto(`${aws.path}${path({ task })}`)
      await expect(page.getByRole('heading', { level: 1 }), name).toBeVisible()
      await expect(page.locator('main output[aria-label^="Reading"]'), name).toHaveCount(0)
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze()
      const found = violations.map(({ id, nodes }) => `${name}: ${id}: ${nodes[0]?.html ?? ''}`)
      expect(found).toEqual([])
    }
  })
}

test('no page scrolls sideways at 390 and at 360 px', async ({ page, aws }) => {
  test.setTimeout(120_000)
  await aws.scenario('demo')
  for (const width of [390, 360]) {
    await page.setViewportSize({ width, height: 800 })
    for (const [name, path] of pages) {
      if (name === 'task') continue
      await page.goto(`${aws.path}${path({ task: '' })}`)
      await expect(page.getByRole('heading', { level: 1 }), name).toBeVisible()
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(over, `${name} at ${width}`).toBeLessThanOrEqual(0)
    }
  }
})

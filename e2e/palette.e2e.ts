import type { Page } from '@playwright/test'
import { expect, test } from './test.ts'

const box = (page: Page) => page.getByRole('combobox', { name: /^Search/ })

const matches = (page: Page) => page.getByRole('listbox', { name: 'Matches' })

async function openPalette(page: Page) {
  await page.getByRole('button', { name: /^Search/ }).waitFor()
  await expect(async () => {
    await page.keyboard.press('Control+k')
    await expect(box(page)).toBeFocused({ timeout: 1_000 })
  }).toPass()
}

test('what is typed while the palette loads is not lost', async ({ page, aws }) => {
  await aws.scenario('demo')
  await page.goto(`${aws.path}/clusters`)
  // The header answers keys once it is hydrated: the tab's title is set by the same script.
  await expect(page).toHaveTitle(/Clusters/)
  await expect(page.getByText('Live', { exact: true })).toBeAttached()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('payments')
  await expect(box(page)).toHaveValue('payments')
})

test('Ctrl K finds a service and Enter opens it, all by keyboard', async ({ page, aws }) => {
  await aws.scenario('demo')
  await page.goto(`${aws.path}/clusters`)
  await openPalette(page)
  await page.keyboard.type('payments')
  const options = matches(page).getByRole('option')
  await expect(options.first()).toContainText('payments')
  await expect(options.first()).toContainText('Crash loop')
  await expect(options.first()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ArrowDown')
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true')
  await expect(box(page)).toHaveAttribute(
    'aria-activedescendant',
    (await options.nth(1).getAttribute('id')) ?? '',
  )
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`${aws.console}${aws.path}/clusters/shop-prod/services/payments`)
  await expect(box(page)).toHaveCount(0)
})

test('everything a person may have at hand leads there', async ({ page, request, aws }) => {
  await aws.scenario('demo')
  const { items } = (await (
    await request.get(`/api${aws.path}/clusters/shop-prod/services/web/tasks`)
  ).json()) as {
    items: {
      arn: string
      taskId: string
      privateIp: string
      targets: { targetGroupArn: string }[]
      containers: { image: string }[]
    }[]
  }
  const task = items[0]
  if (task === undefined) throw new Error('web runs no task')
  const taskPath = `${aws.path}/clusters/shop-prod/tasks/${task.taskId}`
  const webPath = `${aws.path}/clusters/shop-prod/services/web`
  await page.goto(`${aws.path}/clusters`)
  for (const [typed, path] of [
    [task.taskId, taskPath],
    [task.privateIp, taskPath],
    [task.arn, taskPath],
    [task.containers[0]?.image ?? '', webPath],
    [task.targets[0]?.targetGroupArn ?? '', webPath],
    ['payments:42', `${aws.path}/task-definitions/payments/42`],
    ['task definitions', `${aws.path}/task-definitions`],
  ] as const) {
    expect(typed).not.toBe('')
    await openPalette(page)
    await box(page).fill(typed)
    await expect(page.getByText(/^(\d+ match|The best|Nothing matches)/)).toBeVisible()
    const wanted = matches(page).locator(`[data-key*="${path} "], [data-key="room task-definitions"]`).first()
    await expect(wanted, typed).toBeVisible()
    const steps = await matches(page).getByRole('option').count()
    for (let step = 0; step < steps && (await wanted.getAttribute('aria-selected')) !== 'true'; step++)
      await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(`${aws.console}${path}`)
  }
})

test('Escape closes it and gives the focus back; what is not there is said', async ({ page, aws }) => {
  await aws.scenario('demo')
  await page.goto(`${aws.path}/clusters`)
  const button = page.getByRole('button', { name: /^Search/ })
  await button.click()
  await expect(box(page)).toBeFocused()
  await page.keyboard.type('no-such-thing-anywhere')
  await expect(page.getByText('Nothing matches.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(box(page)).toHaveCount(0)
  await expect(button).toBeFocused()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toContainText('Search everything')
})

import type { Page } from '@playwright/test'
import { type OwnPair, startOwnPair } from './own-pair.ts'
import { expect, test, type Aws } from './test.ts'

const refreshes = 20
const cluster = '/clusters/shop-prod'

/** The next answer that the page gets from a path, changed or not. */
const answered = (page: Page, aws: Aws, path: string) =>
  page.waitForResponse(
    (response) =>
      new URL(response.url()).pathname === `/api${aws.path}${path}` && [200, 304].includes(response.status()),
  )

/** Lets the world go on and the page read it, again and again; a minute of the demo is always another one. */
async function refresh(page: Page, aws: Aws, path: string): Promise<void> {
  for (let n = 0; n < refreshes; n += 1) {
    const read = answered(page, aws, path)
    await aws.advance(60)
    await read
  }
}

test.describe('over 20 refreshes nothing moves', () => {
  test.use({ viewport: { width: 1440, height: 560 } })
  test.setTimeout(120_000)

  test('in a list: the open menu, the focus in it, the selection, the scroll, and every row', async ({
    page,
    aws,
  }) => {
    await aws.scenario('demo')
    await page.goto(`${aws.path}${cluster}/services`)
    await expect(page.getByRole('banner')).toContainText('Live')
    await page.evaluate(() => window.scrollTo(0, 90))
    await page.getByRole('button', { name: 'Actions for payments' }).click()
    const chosen = page.getByRole('menuitem', { name: 'Copy AWS CLI line' })
    await page.keyboard.press('ArrowDown')
    await expect(chosen).toBeFocused()
    await page.evaluate(() => {
      const heading = document.querySelector('h1')
      if (heading !== null) getSelection()?.selectAllChildren(heading)
      const rows = [...document.querySelectorAll('tr[data-row]')]
      const menu = document.querySelector('[role="menu"]:popover-open')
      const before = {
        rows,
        menu,
        active: document.activeElement,
        scroll: window.scrollY,
        top: menu?.getBoundingClientRect().top,
      }
      Object.assign(window, { before })
    })
    await refresh(page, aws, `${cluster}/services`)
    const after = await page.evaluate(() => {
      const { before } = window as unknown as {
        before: { rows: Element[]; menu: Element; active: Element; scroll: number; top: number }
      }
      const rows = [...document.querySelectorAll('tr[data-row]')]
      return {
        rows: rows.length,
        sameRows: rows.every((row, index) => row === before.rows[index]),
        sameMenu: document.querySelector('[role="menu"]:popover-open') === before.menu,
        menuMoved: before.menu.getBoundingClientRect().top - before.top,
        sameFocus: document.activeElement === before.active,
        scrolled: window.scrollY - before.scroll,
        selected: getSelection()?.toString(),
      }
    })
    expect(after).toEqual({
      rows: 10,
      sameRows: true,
      sameMenu: true,
      menuMoved: 0,
      sameFocus: true,
      scrolled: 0,
      selected: 'shop-prod',
    })
    await expect(chosen).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: 'Actions for payments' })).toBeFocused()
  })

  test('in a dialog: what was typed, the place in it, and the dialog itself', async ({ page, aws }) => {
    await aws.scenario('demo')
    await page.goto(`${aws.path}${cluster}/services/payments`)
    await expect(page.getByRole('banner')).toContainText('Live')
    await page.getByRole('button', { name: 'Scale', exact: true }).click()
    const field = page.getByLabel('Desired tasks')
    await field.fill('1234')
    await field.evaluate((input: HTMLInputElement) => {
      if (input.type !== 'number') input.setSelectionRange(1, 3)
      Object.assign(window, { field: input, dialog: input.closest('dialog') })
    })
    await refresh(page, aws, `${cluster}/services/payments`)
    await expect(field).toHaveValue('1234')
    await expect(field).toBeFocused()
    const same = await field.evaluate((input: HTMLInputElement) => [
      input === Reflect.get(window, 'field'),
      input.closest('dialog') === Reflect.get(window, 'dialog'),
      input.type === 'number' ? 'a number' : `${input.selectionStart}–${input.selectionEnd}`,
    ])
    expect(same.slice(0, 2)).toEqual([true, true])
    expect(['a number', '1–3']).toContain(same[2])
  })
})

test('without the stream a page polls, and shows what changed', async ({ page, aws }) => {
  await page.route('**/changes', (route) => route.fulfill({ status: 204 }))
  await aws.scenario('demo')
  await page.goto(`${aws.path}${cluster}/services/reports`)
  await expect(page.getByLabel('Verdict: Unverified')).toBeVisible()
  // Twice: by no stream, it goes on asking.
  await answered(page, aws, `${cluster}/services/reports`)
  await answered(page, aws, `${cluster}/services/reports`)
  await scale(page, aws, 0)
  await aws.advance(60)
  await expect(page.getByLabel('Verdict: Stopped')).toBeVisible()
})

/** As somebody else does it: not from the page. */
async function scale(page: Page, aws: Aws, desiredCount: number): Promise<void> {
  const scaled = await page.request.post(`${aws.console}/api${aws.path}${cluster}/services/reports/scale`, {
    headers: { 'content-type': 'application/json', 'x-quayside': '1', origin: aws.console },
    data: { desiredCount },
  })
  expect(scaled.status()).toBe(200)
}

test.describe('one stream for a browser', () => {
  let pair: OwnPair
  // At the pace of every day: a page that is told of changes asks by itself only every 15 s.
  test.beforeAll(async () => {
    pair = await startOwnPair(1)
  })
  test.afterAll(() => pair.close())

  test('three tabs share it; the one that holds it may close; what AWS changes reaches the others', async ({
    page,
    context,
    watch,
  }) => {
    const { aws } = pair
    await aws.scenario('demo')
    const open = async () => {
      const metrics = await (await page.request.get(`${aws.console}/metrics`)).text()
      return Number(/^quayside_streams_open (\d+)$/m.exec(metrics)?.[1])
    }
    const tabs = [page, await context.newPage(), await context.newPage()] as const
    const streams: string[] = []
    for (const [index, tab] of tabs.entries()) {
      watch(tab)
      tab.on('request', (request) => {
        if (request.url().endsWith('/changes')) streams.push(`tab ${index}`)
      })
      await tab.goto(`${aws.console}${aws.path}${cluster}/services/reports`)
      await expect(tab.getByLabel('Verdict: Unverified')).toBeVisible()
      await expect.poll(open).toBe(1)
    }
    expect(streams).toEqual(['tab 0'])
    // Told through the tab that holds the stream, well before the others would ask by themselves.
    const second = tabs[1]
    await second.bringToFront()
    const told = Date.now()
    await aws.advance(1)
    await scale(page, aws, 3)
    await expect(second.getByText(/of 3 desired/).first()).toBeVisible({ timeout: 8_000 })
    expect(Date.now() - told).toBeLessThan(10_000)

    await tabs[0].close()
    await expect.poll(() => streams.length).toBe(2)
    await expect.poll(open).toBe(1)
    const heir = streams[1] === 'tab 1' ? tabs[2] : tabs[1]
    await heir.bringToFront()
    await scale(heir, aws, 0)
    await aws.advance(60)
    await expect(heir.getByLabel('Verdict: Stopped')).toBeVisible({ timeout: 8_000 })
    await tabs[1].close()
    await tabs[2].close()
  })
})

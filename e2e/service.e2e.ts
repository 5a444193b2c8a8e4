import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './test.ts'

const service = (name: string, tab = '') => `/clusters/shop-prod/services/${name}${tab}`
const write = { 'content-type': 'application/json', 'x-quayside': '1' }

async function openScale(page: Page, count?: string) {
  await page.getByRole('button', { name: 'Scale', exact: true }).click()
  const field = page.getByLabel('Desired tasks')
  await expect(field).toBeFocused()
  if (count !== undefined) await field.fill(count)
  return page.getByRole('dialog')
}

test('a service says what it is, with every reason, and each tab has its own address', async ({
  page,
  aws,
}) => {
  await aws.scenario('demo')
  await page.goto(aws.path + service('payments'))
  const verdict = page.getByRole('region', { name: 'Verdict: Crash loop' })
  const { item } = (await (await page.request.get(`/api${aws.path}${service('payments')}`)).json()) as {
    item: { health: { because: { text: string; quote?: string }[]; next: string } }
  }
  for (const { text, quote } of item.health.because) {
    await expect(verdict).toContainText(text.replaceAll('`', ''))
    if (quote !== undefined) await expect(verdict).toContainText(quote)
  }
  await expect(verdict).toContainText(item.health.next.replaceAll('`', ''))
  await expect(page).toHaveTitle(/↻ payments/)

  const tabs = page.getByRole('navigation', { name: 'Parts of payments' })
  for (const [word, tab] of [
    ['Tasks', '/tasks'],
    ['Deployments', '/deployments'],
    ['Events', '/events'],
    ['Configuration', '/configuration'],
    ['Summary', ''],
  ] as const) {
    await tabs.getByRole('link', { name: word }).click()
    await expect(page).toHaveURL(`${aws.console}${aws.path}${service('payments', tab)}`)
    await expect(tabs.getByRole('link', { name: word })).toHaveAttribute('aria-current', 'page')
    await expect(verdict).toBeVisible()
  }
})

test('the summary shows the address, the targets, the image with its digest and the metrics', async ({
  page,
  aws,
}) => {
  await aws.scenario('demo')
  await page.goto(aws.path + service('web'))
  const address = page.getByRole('link', { name: /^http:\/\/.*elb\.amazonaws\.com/ })
  await expect(address).toHaveAttribute('rel', /noopener/)
  await expect(page.getByText('6 of 6 targets healthy')).toBeVisible()
  await expect(page.getByText(/health check HTTP \/healthz/)).toBeVisible()
  await expect(page.getByText(/^sha256:/).first()).toBeVisible()
  await expect(page.getByRole('img', { name: /^CPU of web, last 3 hours: between/ })).toBeVisible()
  await expect(page.getByText('on, rolls back')).toBeVisible()
})

test('a task list shows each task with its target, and how a stopped one ended', async ({ page, aws }) => {
  await aws.scenario('demo')
  await page.goto(aws.path + service('search', '/tasks'))
  const rows = page.getByRole('table', { name: 'Tasks of search' }).getByRole('row')
  await expect(rows.filter({ hasText: /unhealthy: Target\./ }).first()).toBeVisible()
  await page.goto(`${aws.path}${service('payments', '/tasks')}?filter=ending:137`)
  const ended = page.getByRole('table', { name: 'Tasks of payments' }).getByRole('row')
  await expect(ended.filter({ hasText: 'exit 137' }).first()).toBeVisible()
  await expect(ended.filter({ hasText: 'RUNNING' })).toHaveCount(0)
})

test('scale says before what will happen, then sends one UpdateService', async ({ page, aws }) => {
  await aws.scenario('demo')
  await page.goto(aws.path + service('web'))
  const dialog = await openScale(page, '8')
  await expect(dialog).toContainText('6 → 8: starts 2 tasks.')
  await expect(dialog).toContainText(/Auto scaling keeps 4–12 and may undo this/)
  await expect(dialog).toContainText(
    `aws ecs update-service --cluster shop-prod --service web --desired-count 8 --region ${aws.region}`,
  )
  expect((await aws.calls())['ecs.UpdateService']).toBeUndefined()
  await dialog.getByRole('button', { name: 'Scale to 8' }).dblclick()
  await expect(page.getByText('ECS accepted: web wants 8 tasks.')).toBeVisible()
  await expect(dialog).toBeHidden()
  await expect(page.getByText(/running of 8 desired/)).toBeVisible()
  expect((await aws.calls())['ecs.UpdateService']).toBe(1)
})

test('a count that ECS could not take is refused in the form', async ({ page, aws }) => {
  await aws.scenario('demo')
  await page.goto(aws.path + service('reports'))
  const dialog = await openScale(page)
  for (const wrong of ['', '-1', '1.5', '5001']) {
    await page.getByLabel('Desired tasks').fill(wrong)
    await expect(dialog.getByText('A whole number from 0 to 5,000.').first()).toBeVisible()
    await page.getByLabel('Desired tasks').press('Enter')
  }
  expect((await aws.calls())['ecs.UpdateService']).toBeUndefined()
})

test('scaling to 0 asks again and names what serves', async ({ page, aws }) => {
  await aws.scenario('demo')
  await page.goto(aws.path + service('web'))
  let dialog = await openScale(page, '0')
  await expect(dialog).toContainText('6 → 0: stops all 6 tasks.')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('heading', { name: 'Scale web to 0?' })).toBeVisible()
  await expect(dialog.getByRole('listitem')).toContainText(/http:\/\/.*elb\.amazonaws\.com/)
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  const scale = page.getByRole('button', { name: 'Scale', exact: true })
  await expect(scale).toBeFocused()
  expect((await aws.calls())['ecs.UpdateService']).toBeUndefined()

  dialog = await openScale(page, '0')
  await dialog.getByRole('button', { name: 'Scale to 0…' }).click()
  await dialog.getByRole('button', { name: 'Stop all and scale to 0' }).click()
  await expect(page.getByText('ECS accepted: web wants 0 tasks.')).toBeVisible()
  await expect(scale).toBeFocused()
  expect((await aws.calls())['ecs.UpdateService']).toBe(1)
})

test('a daemon is not scaled, and says why to the keyboard as well', async ({ page, aws }) => {
  await aws.scenario('demo')
  await page.goto(aws.path + service('metrics-agent'))
  const button = page.getByRole('button', { name: 'Scale', exact: true })
  await expect(button).toHaveAttribute('aria-disabled', 'true')
  await button.focus()
  await expect(page.getByRole('tooltip')).toContainText(
    'A daemon runs one task on each matching container instance',
  )
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('forcing a new deployment says that all tasks are replaced, and sends one UpdateService', async ({
  page,
  aws,
}) => {
  await aws.scenario('demo')
  await page.goto(aws.path + service('web', '/deployments'))
  const cards = page.getByRole('article', { name: /^Deployment of web:/ })
  await expect(cards).toHaveCount(1)
  await page.getByRole('button', { name: 'Actions for web' }).click()
  await page.getByRole('menuitem', { name: /Force a new deployment/ }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('Replaces all 6 tasks')
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await dialog.getByRole('button', { name: 'Force a new deployment' }).click()
  await expect(page.getByText('ECS accepted: a new deployment of web has begun.')).toBeVisible()
  await expect(cards).toHaveCount(2)
  expect((await aws.calls())['ecs.UpdateService']).toBe(1)
})

test.describe('refusals', () => {
  // The browser logs each answer that is an error.
  test.use({ tolerate: [/Failed to load resource.*(409|503|504)/] })

  test('a scale decided on an old sight is refused, and looking again shows the present', async ({
    page,
    request,
    aws,
  }) => {
    await aws.scenario('demo')
    await page.goto(aws.path + service('reports'))
    const before = (await (await request.get(`/api${aws.path}${service('reports')}`)).json()) as {
      item: { desiredCount: number }
    }
    const from = before.item.desiredCount
    const dialog = await openScale(page, String(from + 3))
    const other = await request.post(`/api${aws.path}${service('reports', '/scale')}`, {
      headers: { ...write, origin: aws.console },
      data: { desiredCount: from + 1 },
    })
    expect(other.status()).toBe(200)
    await dialog.getByRole('button', { name: `Scale to ${from + 3}` }).click()
    await expect(dialog).toContainText('Scaling reports was not done.')
    await expect(dialog).toContainText(`The desired count is ${from + 1} by now, not ${from}`)
    expect((await aws.calls())['ecs.UpdateService']).toBe(1)

    await dialog.getByRole('button', { name: 'Look again' }).click()
    await expect(dialog).toContainText(`Now ${from + 1} desired`)
    await page.getByLabel('Desired tasks').fill(String(from))
    await expect(dialog).toContainText(`${from + 1} → ${from}: stops 1 task.`)
    await dialog.getByRole('button', { name: `Scale to ${from}` }).click()
    await expect(page.getByText(`ECS accepted: reports wants ${from} tasks.`)).toBeVisible()
    expect((await aws.calls())['ecs.UpdateService']).toBe(2)
  })

  test('an update whose answer is lost is not said to be undone, and not sent again', async ({
    page,
    aws,
  }) => {
    await aws.scenario('demo')
    await page.goto(aws.path + service('reports'))
    await aws.fault({ operation: 'ecs.UpdateService', status: 500, error: 'ServerException' })
    const dialog = await openScale(page, '7')
    await dialog.getByRole('button', { name: 'Scale to 7' }).click()
    await expect(dialog).toContainText('Scaling reports may not have been done.')
    expect((await aws.calls())['ecs.UpdateService']).toBe(1)
  })
})

test('nothing that looks like a secret leaves the console', async ({ page, aws }) => {
  await aws.scenario('demo')
  const bodies: Promise<string>[] = []
  page.on('response', (response) => {
    // The stream of changes has no end, and says no more than which paths changed.
    if (response.url().startsWith(aws.console) && !response.url().endsWith('/changes'))
      bodies.push(response.text().catch(() => ''))
  })
  for (const path of [
    service('payments', '/configuration'),
    service('payments', '/tasks'),
    service('checkout', '/configuration'),
    service('mailer', '/configuration'),
    '/task-definitions/payments/42',
    '/task-definitions/web',
  ]) {
    await page.goto(aws.path + path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  }
  await page.goto(aws.path + service('payments', '/configuration'))
  const environment = page.getByLabel('Environment of app')
  await expect(environment).toContainText('STRIPE_API_KEY')
  await expect(environment).toContainText('•••• 9–32 characters')
  await expect(page.getByText(/arn:aws:secretsmanager/)).toBeVisible()
  const all = (await Promise.all(bodies)).join('\n')
  expect(all).toContain('STRIPE_API_KEY')
  expect(all).not.toContain('not-a-real-secret')
})

test.describe('what is not there', () => {
  test.use({ tolerate: [/Failed to load resource.*404/] })

  test('a service that is not there says so, with a way back', async ({ page, aws }) => {
    await aws.scenario('demo')
    const answer = await page.goto(aws.path + service('nobody'))
    expect(answer?.status()).toBe(404)
    await expect(page.getByRole('heading', { name: 'There is no service nobody in shop-prod' })).toBeVisible()
    await page.getByRole('link', { name: 'Services of shop-prod' }).click()
    await expect(page.getByRole('table', { name: 'Services of shop-prod' })).toBeVisible()
  })

  test('a service that ECS does not describe yet comes by itself', async ({ page, aws }) => {
    await aws.scenario('fault-eventual')
    const newborn = `${aws.path}/clusters/shop-staging/services/newborn`
    expect((await page.goto(newborn))?.status()).toBe(404)
    await expect(page.getByText('ECS does not describe it')).toBeVisible()
    await aws.advance(31)
    await expect(page.getByRole('region', { name: /^Verdict: / })).toBeVisible({ timeout: 30_000 })
  })
})

test('a service that drains is still there while it has tasks, though ECS does not list it', async ({
  page,
  aws,
}) => {
  await aws.scenario('fault-eventual')
  await page.goto(`${aws.path}/clusters/leaving/services`)
  const row = page.getByRole('row', { name: /leaver/ })
  await expect(row).toBeVisible()
  await expect(row).toContainText('Stopped2 / 0')
  await aws.advance(180)
  await expect(page.getByText('leaver')).toHaveCount(0, { timeout: 30_000 })
})

test('what may not be read is named in its place, and is never a none', async ({ page, aws }) => {
  await aws.scenario('demo')
  await aws.fault({ operation: 'elbv2.*', error: 'AccessDenied', status: 403 })
  await page.goto(aws.path + service('web'))
  await expect(page.getByRole('region', { name: 'Verdict: Unknown' })).toBeVisible()
  await expect(page.getByText(/elasticloadbalancing:DescribeTargetHealth/).first()).toBeVisible()
  await expect(page.getByText('No load balancer leads to this service.')).toHaveCount(0)
  await expect(page.getByText(/of 6 targets healthy/)).toHaveCount(0)
})

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing in what opens over a service, ${theme}`, async ({ page, aws }) => {
    await aws.scenario('demo')
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.goto(aws.path + service('web', '/tasks'))
    const scan = async (what: string) => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${what}: ${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
    }
    const dialog = await openScale(page, '9999')
    await scan('a refused count')
    await page.getByLabel('Desired tasks').fill('0')
    await dialog.getByRole('button', { name: 'Scale to 0…' }).click()
    await scan('the second question')
    await page.keyboard.press('Escape')
    for (const [menu, item] of [
      ['Actions for web', /Force a new deployment/],
      [/Actions for task/, /Stop task/],
    ] as const) {
      await page.getByRole('button', { name: menu }).first().click()
      await scan('a menu')
      await page.getByRole('menuitem', { name: item }).click()
      await expect(dialog).toBeVisible()
      await scan(String(item))
      await page.keyboard.press('Escape')
    }
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: /^Search/ }).fill('payments')
    await expect(page.getByRole('listbox', { name: 'Matches' }).getByText('Crash loop').first()).toBeVisible()
    await scan('the palette')
  })
}

import { expectNoGreen } from './green.ts'
import { type OwnPair, startOwnPair } from './own-pair.ts'
import { expect, test } from './test.ts'

const closed = 'ap-south-1'

let pair: OwnPair
test.beforeAll(async () => {
  pair = await startOwnPair(0.2, ['eu-west-1', closed])
})
test.afterAll(() => pair.close())

test.use({ tolerate: [/status of (403|50[034])/] })

test('one region of an account is denied: it names the missing action and is never green, the other is as ever', async ({
  page,
}) => {
  const open = pair.aws
  const denied = pair.awsIn(closed)
  await open.scenario('demo')
  await denied.scenario('demo')
  for (const service of ['ecs', 'elbv2', 'cloudwatch', 'application-autoscaling'])
    await denied.fault({ operation: `${service}.*`, error: 'AccessDeniedException', status: 400 })

  await page.goto(open.console)
  const panel = (name: string) =>
    page.getByRole('main').locator('section', { has: page.getByRole('heading', { name }) })
  await expect(panel(`Clusters · ${open.account} · ${open.region}`)).toContainText('7 healthy')
  const inClosed = panel(`${denied.account} · ${closed}`)
  await expect(inClosed).toHaveCount(1)
  await expect(inClosed).toContainText(/may not call ecs:ListClusters.*Allow ecs:ListClusters/s)
  await expect(inClosed.locator('.text-good')).toHaveCount(0)
  await expect(inClosed).not.toContainText(/healthy|\b0 (services|clusters)\b|No (services|clusters)/i)

  for (const path of ['', '/clusters', '/clusters/shop-prod/services']) {
    await page.goto(open.console + denied.path + path)
    await expect(page.getByRole('main')).toContainText(/may not call ecs:\w+.*Allow ecs:\w+/s)
    await expect(page.getByRole('main')).not.toContainText(/\b0 (services|clusters)\b|No (services|clusters)/)
    await expectNoGreen(page)
  }
  await page.goto(open.console + open.path)
  await expect(page.getByRole('main')).toContainText('7 healthy')
})

test('one region of an account is down: what stands there is stale, the other is as ever', async ({
  page,
}) => {
  const up = pair.aws
  const down = pair.awsIn(closed)
  await up.scenario('demo')
  await down.scenario('demo')
  const panel = (name: string) =>
    page.getByRole('main').locator('section', { has: page.getByRole('heading', { name }) })
  const clusters = ({ account, region }: typeof up) => panel(`Clusters · ${account} · ${region}`)
  await page.goto(up.console)
  await expect(clusters(down)).toContainText('7 healthy', { timeout: 30_000 })

  await down.fault({ operation: '*', error: 'ServiceUnavailable', status: 503 })
  await expect(clusters(down)).toContainText(/Stale,\s*as of/, { timeout: 30_000 })
  await expect(clusters(down).locator('.text-good')).toHaveCount(0)
  await expect(clusters(up)).toContainText('7 healthy')
  await expect(clusters(up)).not.toContainText('Stale')

  await down.clearFaults()
  await expect(clusters(down)).toContainText('7 healthy', { timeout: 30_000 })
  await expect(clusters(down)).not.toContainText('Stale')
})

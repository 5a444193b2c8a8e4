import { expectTruth, settled } from './faces.ts'
import { expect, test, type Aws } from './test.ts'

/** What one trouble looks like. Sentences stand on the page that is named. */
type Face = {
  /** On each page, once it has settled. */
  overview?: RegExp
  services?: RegExp
  service?: RegExp
  /** What the service page says of `web` at its head. */
  web?: 'Healthy' | 'Unknown' | 'nothing'
  /** Where nothing can be green. */
  isNothingGreen?: true
  /** How long it may take (ms) till it looks so, where calls have to be given up first. */
  withinMs?: number
  /** What happens while the pages are open. */
  meanwhile?: (aws: Aws) => Promise<void>
}

const denied = (action: string) =>
  new RegExp(`may not call ${action}.*Allow ${action} for this connection`, 's')
const failed = (what: string) => new RegExp(`Could not read .*${what}`, 's')
const all = (face: RegExp) => ({ overview: face, services: face, service: face })
const clusterGone = /There is no cluster shop-prod.*created a moment ago or deleted/s

/** All that was read in the end, whatever it took: as many are green as without any trouble. */
const recovered: Face = {
  overview: /7 healthy/,
  services: /10 services/,
  service: /6 of 6 tasks proven healthy/,
  web: 'Healthy',
  withinMs: 45_000,
}

const faces: Record<string, Face> = {
  // F1: the page is there; what has no turn yet is called unknown, never none.
  'fault-throttled-20': { ...all(/as of/), web: 'Healthy' },
  'fault-throttled-50': {
    // How far it came by then is the faults' to choose.
    overview: /\d+ healthy|not been read yet|AWS limits how often/,
    services: /10 services/,
    service: /6 running of 6 desired/,
  },
  'fault-throttled-90': { ...all(/AWS limits how often|not been read yet/), isNothingGreen: true },
  'fault-errors': { ...all(/as of/), web: 'Healthy' },
  'fault-html': {
    ...all(failed('with something unreadable \\(502\\)')),
    web: 'nothing',
    isNothingGreen: true,
  },
  // F3 and F4: what is under way is waited for; nothing that was not read is green.
  'fault-slow-2': { ...all(/as of/), web: 'Healthy' },
  'fault-slow-5': {
    ...all(/did not answer .* in time|not been read yet|of \d+ described/),
    isNothingGreen: true,
  },
  'fault-heavy-tail': recovered,
  // A call that hangs, or breaks off half-way, is given up and made anew: in the end all has been read.
  'fault-hang': recovered,
  'fault-half-answer': recovered,
  'fault-reset': { ...all(/as of/), web: 'Healthy' },
  // F11
  'fault-empty-200': {
    ...all(failed('is malformed: \\w+ is missing')),
    web: 'nothing',
    isNothingGreen: true,
  },
  'fault-wrong-types': { ...all(/is malformed: .* is not an object/), web: 'nothing', isNothingGreen: true },
  'fault-nulls': { ...all(/is malformed: an item has no name/), web: 'nothing', isNothingGreen: true },
  'fault-unknown-enums': {
    overview: /the task's status is NEW_RUNNING|is NEW_RUNNING|NEW_/,
    services: /Unknown/,
    service: /NEW_/,
    web: 'Unknown',
  },
  'fault-repeated-token': {
    ...all(/ecs:ListTasks does not end: only the first \d+ are known/),
    web: 'Unknown',
    isNothingGreen: true,
  },
  'fault-endless-pages': {
    ...all(/ecs:ListTasks does not end: only the first \d+ are known/),
    web: 'Unknown',
    isNothingGreen: true,
  },
  'fault-duplicates': { overview: /7 healthy/, services: /10 services/, service: /6 of 6/, web: 'Healthy' },
  // F5: rows stand for the rest; what is missing is "not described", not unhealthy and not an error page.
  'fault-failures-one': {
    overview: /lists this service but does not describe it/,
    services: clusterGone,
    service: /There is no service web in shop-prod/,
    web: 'nothing',
  },
  'fault-failures-some': {
    overview: /does not describe|could not be read/,
    services: /\d+ of 10 described/,
    // Which of its tasks are among them is another matter each time: what is green must be earned, as everywhere.
  },
  'fault-failures-all': {
    overview: /18 services, .*lists this service but does not describe it/s,
    services: clusterGone,
    service: /There is no service web in shop-prod/,
    web: 'nothing',
    isNothingGreen: true,
  },
  'fault-failures-many': {
    overview: /18 services, .*lists this service but does not describe it/s,
    services: clusterGone,
    service: /There is no service web in shop-prod/,
    web: 'nothing',
    isNothingGreen: true,
  },
  // F6 and F7
  'fault-denied-elbv2': {
    ...all(denied('elasticloadbalancing:DescribeTargetHealth')),
    service: /the role lacks elasticloadbalancing:DescribeTargetHealth.*Allow elasticloadbalancing:Describe/s,
    web: 'Unknown',
  },
  'fault-denied-cloudwatch': {
    overview: /7 healthy/,
    services: denied('cloudwatch:GetMetricData'),
    service: denied('cloudwatch:GetMetricData'),
    web: 'Healthy',
  },
  'fault-denied-autoscaling': {
    overview: /7 healthy/,
    services: /10 services/,
    service: denied('application-autoscaling:DescribeScalableTargets'),
    web: 'Healthy',
  },
  'fault-denied-describe-services': {
    ...all(denied('ecs:DescribeServices')),
    services: /0 of 10 described.*may not call ecs:DescribeServices/s,
    web: 'nothing',
    isNothingGreen: true,
  },
  // F8: what was read stays, stale, and says what to do.
  'fault-expired': {
    ...all(
      /AWS refuses this connection: what stands here is stale.*credentials of this connection have expired/s,
    ),
    web: 'Unknown',
    isNothingGreen: true,
    meanwhile: (aws) => aws.advance(121),
  },
  // F9: the SDK corrects its clock; ages are AWS's, so nothing is ten minutes old or in the future.
  'fault-skewed': { ...all(/as of\s+(just now|\d+ s ago)/), overview: /7 healthy/, web: 'Healthy' },
  'fault-eventual': {
    overview: /newborn.*lists this service but does not describe it/s,
    services: /10 services/,
    web: 'Healthy',
  },
}

const inAllPages = (aws: Aws) => ({
  overview: aws.path,
  services: `${aws.path}/clusters/shop-prod/services`,
  service: `${aws.path}/clusters/shop-prod/services/web`,
})

// Three pages for each of thirty troubles: recording them all would take longer than looking at them.
test.use({ trace: 'off' })

test('every trouble that the simulator can play has its face here', async ({ request }) => {
  const answer = await request.post(`${process.env['E2E_SIMULATOR']}/_sim/299999999999/eu-west-1/scenario`, {
    data: { name: '?' },
  })
  expect(answer.status()).toBe(400)
  const names = (await answer.text()).match(/\bfault-[\w-]+/g) ?? []
  expect(new Set(Object.keys(faces))).toEqual(new Set(names))
})

test.describe('faults', () => {
  test.use({ tolerate: [/status of (403|404|429|50[034])/] })

  for (const [name, face] of Object.entries(faces))
    test(name, async ({ page, aws, watch }) => {
      if (face.withinMs !== undefined) test.setTimeout(60_000 + face.withinMs)
      await aws.scenario(name)
      const pages = [page, await page.context().newPage(), await page.context().newPage()]
      const targets = Object.entries(inAllPages(aws)) as ['overview' | 'services' | 'service', string][]
      await Promise.all(
        targets.map(async ([what, path], index) => {
          const tab = pages[index] ?? page
          watch(tab)
          await tab.goto(path)
          await settled(tab)
          expect(await expectTruth(tab), what).toBeTruthy()
        }),
      )
      await face.meanwhile?.(aws)
      for (const [index, [what]] of targets.entries()) {
        const tab = pages[index] ?? page
        await test.step(what, async () => {
          await tab.bringToFront()
          await expect(tab.getByRole('main')).toContainText(face[what] ?? /as of/, { timeout: face.withinMs })
          if (what === 'service' && face.web === 'nothing')
            await expect(tab.getByLabel(/^Verdict/)).toHaveCount(0)
          else if (what === 'service' && face.web !== undefined)
            await expect(tab.getByLabel(`Verdict: ${face.web}`)).toBeVisible({ timeout: face.withinMs })
          await expectTruth(tab, face.isNothingGreen ? [] : undefined)
        })
      }
    })
})

// F3: each panel waits for itself alone.
for (const [slow, heading] of [
  ['cloudwatch', 'CPU and memory'],
  ['application-autoscaling', 'Auto scaling'],
] as const)
  test(`slow answers of ${slow} hold up no other panel`, async ({ page, aws }) => {
    await aws.scenario('demo')
    await aws.fault({ operation: `${slow}.*`, latencyMs: 8_000 })
    const from = performance.now()
    await page.goto(`${aws.path}/clusters/shop-prod/services/web`)
    await expect(page.getByLabel('Verdict: Healthy')).toBeVisible()
    await expect(page.getByRole('main')).toContainText('6 of 6 tasks proven healthy')
    expect(performance.now() - from, 'ms till the rest is there').toBeLessThan(6_000)
    const panel = page.locator('section', { has: page.getByRole('heading', { name: heading, exact: true }) })
    await expect(panel).toContainText(/as of|did not answer \S+ in time/, { timeout: 20_000 })
  })

test.describe('denied in mid-session', () => {
  test.use({ tolerate: [/status of 403/] })

  test('a task that was green by its target’s health is so no more once that may not be read', async ({
    page,
    aws,
  }) => {
    await aws.scenario('demo')
    const cluster = `${aws.path}/clusters/shop-prod`
    const answer = await page.request.get(`/api${cluster}/services/web/tasks`)
    const { items } = (await answer.json()) as { items: { taskId: string; health: { level: string } }[] }
    const task = items.find(({ health }) => health.level === 'healthy')?.taskId ?? ''
    await page.goto(`${cluster}/tasks/${task}`)
    const targets = page.locator('section', { has: page.getByRole('heading', { name: 'Target health' }) })
    await expect(page.getByLabel('Verdict: Healthy')).toBeVisible()
    await expect(targets.locator('.text-good')).toHaveText('healthy')
    await aws.fault({ operation: 'elbv2.*', error: 'AccessDenied', status: 403 })
    await aws.advance(60)
    await expect(targets).toContainText(denied('elasticloadbalancing:DescribeTargetHealth'))
    await expect(page.getByRole('main').locator('.text-good')).toHaveCount(0)
    await aws.advance(300)
    await expect(page.getByLabel('Verdict: Unknown')).toBeVisible()
    await expect(page.getByRole('main').locator('.text-good')).toHaveCount(0)
    await expect(targets).toContainText('healthy')
  })
})

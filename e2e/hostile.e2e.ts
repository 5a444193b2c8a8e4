import { readdirSync, readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { APIRequestContext, Page } from '@playwright/test'
import { textOf, troubleIn } from './hostile-page.ts'
import { expect, test } from './test.ts'

// The scenario `hostile` is an estate whose every text is a payload. Its pages must show each of them and obey none.

type Planted = {
  marker: string
  kind: string
  place: string
  where: string
  text: string
  length: number
  secret: boolean
}

const payloads = JSON.parse(readFileSync('simulator/scenarios/hostile/payloads.json', 'utf8')) as Planted[]

/** Every page there is, from the folders of `app/`: one that this test does not know how to visit fails it. */
const templates = (readdirSync('app', { recursive: true }) as string[])
  .filter((file) => /(^|\/)page\.tsx$/.test(file))
  .map((file) => `/${file.replace(/\/?page\.tsx$/, '').replace(/\([^)]*\)\/?/g, '')}`.replace(/(.)\/$/, '$1'))

/** Places that no page shows yet. */
const notShown = ['attribute name', 'attribute value', 'error message', 'override value']

const home = '/[account]/[region]/clusters/[cluster]'
/** Where each thing holds other payloads all are visited; elsewhere two of a kind. */
const visitAll = [`${home}/services/[service]`, '/[account]/[region]/task-definitions/[family]/[revision]']

/** The services and families with ordinary names, which carry everything else. */
const isCarrier = (name: string) => /^carrier-\d+$/.test(name)

type Names = { service: string[]; task: string[]; family: string[] }

async function itemsOf<Item>(request: APIRequestContext, path: string): Promise<Item[]> {
  const response = await request.get(path)
  expect(response.status(), path).toBe(200)
  return ((await response.json()) as { items: Item[] }).items
}

/** What can be opened: things with names that AWS would take. All is read once, so that pages have it from the first on. */
async function namesIn(request: APIRequestContext, api: string): Promise<Names> {
  const toCome = async () => {
    const clusters = await itemsOf<{ name: string; status: string }>(request, `${api}/clusters`)
    // One is called like an ARN of something else: it cannot be asked for.
    return clusters.filter(({ name, status }) => status === '' && !name.startsWith('arn:')).length
  }
  await expect.poll(toCome).toBe(0)
  const services = await itemsOf<{ name: string }>(request, `${api}/clusters/hostile/services`)
  const tasks = await itemsOf<{ taskId: string }>(request, `${api}/clusters/hostile/tasks`)
  const families = await itemsOf<{ family: string }>(request, `${api}/task-definitions`)
  return {
    service: services.map(({ name }) => name).filter(isCarrier),
    task: tasks.map(({ taskId }) => taskId),
    family: families.map(({ family }) => family).filter(isCarrier),
  }
}

function addressesOf(template: string, place: { account: string; region: string }, names: Names): string[] {
  const values: Record<string, string[]> = {
    account: [place.account],
    region: [place.region],
    cluster: ['hostile'],
    revision: ['1'],
    ...names,
  }
  let paths = [template]
  for (const [, slot = ''] of template.matchAll(/\[(\w+)\]/g)) {
    const known = values[slot]
    if (known === undefined) throw new Error(`${template}: this test has no ${slot} to visit`)
    const some = visitAll.includes(template) || slot === 'task' ? known : known.slice(0, 2)
    paths = paths.flatMap((path) => some.map((value) => path.replace(`[${slot}]`, value)))
  }
  return paths
}

/** Opens an address and waits till everything that it asks for is there. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await expect(page.getByRole('heading', { level: 1 }).first(), path).toBeVisible()
  await expect(page.locator('output[aria-label^=Reading]'), path).toHaveCount(0)
}

/** Collects what a page does that no text may make it do: dialogs, windows, and answers over 1 MB. */
function watch(page: Page, trouble: string[]): void {
  page.on('dialog', (dialog) => {
    trouble.push(`a dialog opened: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('popup', (popup) => trouble.push(`a window opened: ${popup.url()}`))
  page.on('download', (download) => trouble.push(`a download began: ${download.url()}`))
  page.on('response', (response) => {
    if (!response.url().includes('/api/')) return
    // A page that is left before its answer came has none to measure.
    response.body().then(
      (body) => body.byteLength > 1_048_576 && trouble.push(`${response.url()}: ${body.byteLength} bytes`),
      () => undefined,
    )
  })
}

test('every page shows every payload and obeys none, at 390 px', async ({ context, request, aws }) => {
  test.setTimeout(180_000)
  await aws.scenario('hostile')
  const names = await namesIn(request, `/api${aws.path}`)
  expect(names.service.length).toBeGreaterThanOrEqual(8)
  expect(names.task.length).toBeGreaterThanOrEqual(10)
  // `/` reads every account there is, and those of other tests are not ours to read.
  const paths = templates.filter((path) => path !== '/').flatMap((path) => addressesOf(path, aws, names))
  const trouble: string[] = []
  const seen = new Set<string>()
  const visit = async () => {
    const page = await context.newPage()
    watch(page, trouble)
    await page.setViewportSize({ width: 390, height: 844 })
    for (let path = paths.shift(); path !== undefined; path = paths.shift()) {
      await open(page, path)
      trouble.push(...(await troubleIn(page)).map((each) => `${path}: ${each}`))
      const html = await page.content()
      if (html.includes('CANARY')) trouble.push(`${path}: shows a secret`)
      const shown = await textOf(page)
      for (const [marker] of shown.matchAll(/hq-\d{3}/g)) seen.add(marker)
    }
    await page.close()
  }
  await Promise.all([visit(), visit(), visit()])
  expect(trouble).toEqual([])
  const unseen = payloads.filter(({ marker, place }) => !seen.has(marker) && !notShown.includes(place))
  expect(unseen.map(({ marker, place, kind }) => `${marker} ${kind} ${place}`)).toEqual([])
})

test('what cannot be seen is shown by its number, and axe finds nothing in either theme', async ({
  page,
  aws,
}) => {
  test.setTimeout(120_000)
  await aws.scenario('hostile')
  // Left as it is, it would be read as `hq-…exe.jpg`.
  const override = payloads.find(({ text }) => text.includes('\u202egpj.exe'))
  const service = /service (carrier-\d)/.exec(override?.where ?? '')?.[1]
  expect([override?.place, service]).toEqual(['tag key', expect.any(String)])
  const label = payloads.find(({ kind, place }) => kind === 'ansi' && place === 'label value')
  const family = /task definition (carrier-\d)/.exec(label?.where ?? '')?.[1] ?? ''
  const cluster = `${aws.path}/clusters/hostile`
  const trouble: string[] = []
  watch(page, trouble)
  for (const path of [
    cluster,
    `${aws.path}/task-definitions/${family}/1`,
    `${cluster}/services/${service}`,
  ]) {
    await open(page, path)
    await expect(page.locator('main [data-mark]').first(), path).toBeVisible()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze()
      trouble.push(...violations.map(({ id, nodes }) => `${path}: ${id}: ${nodes[0]?.html ?? ''}`))
    }
    trouble.push(...(await troubleIn(page)).map((each) => `${path}: ${each}`))
  }
  expect(trouble).toEqual([])
  const chip = page
    .locator('bdi', { hasText: `${override?.marker}` })
    .getByRole('img')
    .first()
  await expect(chip).toHaveText('U+202E')
  await expect(chip).toHaveAccessibleName('U+202E right-to-left override')
  await expect(chip).toHaveAttribute('title', 'U+202E: right-to-left override')
})

test('a megabyte is cut, and says so', async ({ page, request, aws }) => {
  await aws.scenario('hostile')
  const huge = payloads.filter(({ kind, place }) => kind === 'huge' && place === 'service event')
  expect(huge.map(({ length }) => length > 60_000)).toContain(true)
  for (const path of ['/events', '/services/carrier-1/events', '/tasks'])
    expect(
      (await (await request.get(`/api${aws.path}/clusters/hostile${path}`)).body()).byteLength,
    ).toBeLessThan(300_000)
  await open(page, `${aws.path}/clusters/hostile/services/carrier-1/events`)
  await expect(page.getByText(/…⟨cut: [\d,]+ characters⟩/).first()).toBeAttached()
})

test('the palette finds a payload, shows it inert, and leads nowhere else', async ({ page, aws }) => {
  await aws.scenario('hostile')
  const trouble: string[] = []
  watch(page, trouble)
  await open(page, `${aws.path}/clusters`)
  const box = page.getByRole('combobox', { name: /^Search/ })
  await expect(async () => {
    await page.keyboard.press('Control+k')
    await expect(box).toBeFocused({ timeout: 1_000 })
  }).toPass()
  const named = payloads.filter(
    ({ kind, place }) => /^(service|cluster) name$/.test(place) && /^(html|ansi|newline)$/.test(kind),
  )
  expect(named.length).toBeGreaterThanOrEqual(3)
  for (const { text, marker } of named) {
    await box.fill(marker)
    await expect(page.getByRole('option').filter({ hasText: marker }).first()).toBeVisible()
    await box.fill(text.slice(0, 200))
    trouble.push(...(await troubleIn(page)).map((each) => `${marker}: ${each}`))
  }
  expect(trouble).toEqual([])
})

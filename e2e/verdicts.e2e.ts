import { expect, test } from './test.ts'

// CONTRACT "Verdicts": what the demo's services are called, at any hour.
const verdicts: Record<string, string> = {
  web: 'healthy',
  checkout: 'deploying',
  payments: 'crash-loop',
  search: 'failing',
  mailer: 'failing',
  reports: 'unverified',
  'image-resizer': 'failing',
  'legacy-admin': 'stopped',
  flaky: 'crash-loop',
  'metrics-agent': 'healthy',
}

type Item = { name: string; health: { level: string; because: { kind: string; text: string }[] } }

for (const [when, seconds] of [
  ['at birth', 0],
  ['an hour later', 3_600],
  ['a day later', 86_400],
  ['a week later', 604_800],
] as const) {
  test(`the demo's verdicts are right ${when}, with evidence`, async ({ request, aws }) => {
    await aws.scenario('demo')
    if (seconds > 0) await aws.advance(seconds)
    const response = await request.get(`/api${aws.path}/clusters/shop-prod/services`)
    const { items, complete } = (await response.json()) as { items: Item[]; complete: boolean }
    expect(complete).toBe(true)
    expect(Object.fromEntries(items.map(({ name, health }) => [name, health.level]))).toEqual(verdicts)
    for (const { health } of items) for (const { text } of health.because) expect(text).not.toBe('')
    expect(items.every(({ health }) => health.because.length > 0)).toBe(true)
  })
}

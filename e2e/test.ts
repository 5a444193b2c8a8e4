import { mkdirSync } from 'node:fs'
import { test as base, expect, type Page } from '@playwright/test'
import { accountId, accountName, accounts, claims, region } from './start.ts'

export { expect }

/** A simulated account that one test owns, and the console's path to it. */
export type Aws = {
  account: string
  region: string
  /** `/{account}/{region}`. */
  path: string
  /** The console's address. */
  console: string
  /** Resets the world to a scenario, its clock still at the present: time passes only by `advance`. */
  scenario(name: string, more?: { scale?: number; now?: Date }): Promise<void>
  advance(seconds: number): Promise<void>
  calls(): Promise<Record<string, number>>
  forgetCalls(): Promise<void>
  fault(...faults: Fault[]): Promise<void>
  clearFaults(): Promise<void>
}

export type Fault = {
  operation: string
  error?: string
  status?: number
  probability?: number
  times?: number
  latencyMs?: number
  hang?: boolean
  body?: string
}

function setting(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: run the browser tests with \`npx playwright test\``)
  return value
}

/** The number of an account that no other test has taken: making a folder is atomic between workers. */
function claim(): number {
  for (let n = 0; n < accounts; n++) {
    try {
      mkdirSync(`${claims}/${n}`)
      return n
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
  throw new Error(`More than ${accounts} tests: raise the number in e2e/start.ts`)
}

/** The nth account of a simulator, and the console at an address. */
export function awsOf(
  n: number,
  simulator = setting('E2E_SIMULATOR'),
  consoleUrl = setting('E2E_CONSOLE'),
  place: string = region,
): Aws {
  const control = `${simulator}/_sim/${accountId(n)}/${place}`
  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${control}/${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }
  return {
    account: accountName(n),
    region: place,
    path: `/${accountName(n)}/${place}`,
    console: consoleUrl,
    scenario: async (name, { scale, now = new Date() } = {}) =>
      void (await ask('POST', 'scenario', { name, seed: 7, scale, now: now.toISOString() })),
    advance: async (seconds) => void (await ask('POST', 'advance', { seconds })),
    calls: async () => (await ask('GET', 'calls')) as Record<string, number>,
    forgetCalls: async () => void (await ask('DELETE', 'calls')),
    fault: async (...faults) => void (await ask('POST', 'faults', faults)),
    clearFaults: async () => void (await ask('DELETE', 'faults')),
  }
}

/** Collects what no page may do: log an error, violate the CSP, throw, or ask anything of another machine. */
function watchInto(seen: string[]): (page: Page) => void {
  const watched = new Set<Page>()
  return (page) => {
    if (watched.has(page)) return
    watched.add(page)
    page.on('console', (message) => {
      if (message.type() === 'error' || /Content Security Policy/i.test(message.text()))
        seen.push(message.text())
    })
    page.on('pageerror', (error) => seen.push(`thrown: ${error.message}`))
    page.on('request', (request) => {
      const { hostname, protocol } = new URL(request.url())
      if (/^https?:$/.test(protocol) && hostname !== '127.0.0.1')
        seen.push(`asked elsewhere: ${request.url()}`)
    })
  }
}

type Fixtures = { aws: Aws; tolerate: RegExp[]; watch: (page: Page) => void }

/**
 * Every browser test owns an AWS (`aws`), and fails when its page logs an error, violates the CSP, throws, or asks
 * anything of another machine. A test that provokes errors says which with `tolerate`; one that opens more tabs gives
 * them to `watch`.
 */
export const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures wanted from the pattern.
  aws: async ({}, use) => use(awsOf(claim())),
  tolerate: [[], { option: true }],
  // oxlint-disable-next-line no-empty-pattern -- as above.
  baseURL: async ({}, use) => use(setting('E2E_CONSOLE')),
  watch: [
    async ({ page, tolerate }, use) => {
      const seen: string[] = []
      const watch = watchInto(seen)
      watch(page)
      await use(watch)
      expect(seen.filter((line) => !tolerate.some((pattern) => pattern.test(line)))).toEqual([])
    },
    { auto: true },
  ],
})

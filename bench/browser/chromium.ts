import { type Browser, type CDPSession, chromium, type Page } from 'playwright'
import { type Profile, profiles } from './profile.ts'

export type Tab = AsyncDisposable & { browser: Browser; page: Page; devtools: CDPSession }

// Nothing of Chromium's own traffic, and nothing that reaches beyond this machine.
const args = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-domain-reliability',
  '--no-first-run',
  '--no-pings',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
]

/** A fresh browser with an empty cache and one tab of 1440 × 900, slowed down as the profile says. */
export async function openTab(executablePath: string, profile: Profile): Promise<Tab> {
  const browser = await chromium.launch({ executablePath, args })
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  page.setDefaultTimeout(90_000)
  const devtools = await page.context().newCDPSession(page)
  const { cpu, network } = profiles[profile]
  await devtools.send('Network.enable')
  if (network !== undefined)
    await devtools.send('Network.emulateNetworkConditions', { offline: false, ...network })
  if (cpu > 1) await devtools.send('Emulation.setCPUThrottlingRate', { rate: cpu })
  return { browser, page, devtools, [Symbol.asyncDispose]: () => browser.close() }
}

/** Memory of the page's JavaScript after a collection (bytes). */
export async function heapBytes({ devtools }: Tab): Promise<number | undefined> {
  await devtools.send('Performance.enable')
  // What only the first round makes unreachable is collected by the second.
  await devtools.send('HeapProfiler.collectGarbage')
  await devtools.send('HeapProfiler.collectGarbage')
  const { metrics } = await devtools.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value
}

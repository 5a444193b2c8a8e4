import { heapBytes, openTab, type Tab } from './chromium.ts'
import { type Noted, probe } from './probe.ts'
import type { Profile } from './profile.ts'
import type { Target } from './target.ts'
import { type Fetched, recordTraffic } from './traffic.ts'

/** One load of a page in a fresh browser; times in ms since the navigation began. */
export type Load = {
  /** When the first byte of the document came: what the server took, and the line. */
  firstByte: number
  firstContentfulPaint: number
  rows: number
  /** Rows are there, the filter is React's, and no long task runs then. */
  interactive: number
  /**
   * Blocking time: of each long task till interactive, what is over 50 ms. From the navigation on and not from the first
   * paint, or a page that paints nothing till all its script has run would be told to block for nothing.
   */
  blocking: number
  /** Requests begun before the first rows, the document included. */
  requestsUntilRows: number
  fetched: Fetched[]
  domNodes: number
}

/** Loads a page once, cold. */
export async function loadOnce(chromium: string, target: Target, profile: Profile): Promise<Load> {
  await using tab = await openTab(chromium, profile)
  // Awaited here, or the tab would be closed under it.
  return await loadIn(tab, target)
}

/** Loads a page in a tab and waits till it is quiet. */
export async function loadIn(tab: Tab, target: Target): Promise<Load> {
  const { page } = tab
  const traffic = recordTraffic(tab)
  const { row, rows, filter } = target
  await page.addInitScript(probe, { row, rows, filter })
  await page.goto(target.url, { waitUntil: 'commit' })
  await page.waitForFunction(
    () => window.benchNoted.rows !== null && window.benchNoted.filterReady !== null,
    null,
    {
      polling: 50,
    },
  )
  await traffic.idle()
  const noted = await page.evaluate(() => window.benchNoted)
  const starts = await page.evaluate(() =>
    performance.getEntriesByType('resource').map((entry) => entry.startTime),
  )
  const firstByte = await page.evaluate(
    () =>
      (performance.getEntriesByType('navigation') as PerformanceNavigationTiming[])[0]?.responseStart ?? 0,
  )
  const domNodes = await page.evaluate(() => document.querySelectorAll('*').length)
  const firstRows = Math.max(noted.rows ?? 0, noted.firstContentfulPaint ?? 0)
  const interactive = interactiveAt(noted, firstRows)
  return {
    firstByte,
    firstContentfulPaint: noted.firstContentfulPaint ?? 0,
    rows: firstRows,
    interactive,
    blocking: blockingTime(noted, interactive),
    requestsUntilRows: 1 + starts.filter((start) => start < firstRows).length,
    fetched: traffic.all(),
    domNodes,
  }
}

function interactiveAt({ longTasks, filterReady }: Noted, rows: number): number {
  const ready = Math.max(rows, filterReady ?? 0)
  const busy = longTasks.find(({ start, duration }) => start <= ready && start + duration > ready)
  return busy === undefined ? ready : busy.start + busy.duration
}

function blockingTime({ longTasks }: Noted, interactive: number): number {
  return longTasks
    .filter(({ start }) => start < interactive)
    .reduce((sum, { duration }) => sum + Math.max(0, duration - 50), 0)
}

/** Loads a page, waits till its whole list has arrived, and gives the heap then (bytes). */
export async function loadWholeList(
  tab: Tab,
  target: Target,
): Promise<{ load: Load; heap: number | undefined }> {
  const load = await loadIn(tab, target)
  const { css, text } = target.arrived
  await tab.page.locator(css, { hasText: text }).first().waitFor({ state: 'attached' })
  await tab.page.waitForTimeout(500)
  return { load, heap: await heapBytes(tab) }
}

import type { Page } from 'playwright'

declare global {
  interface Window {
    benchFrames: { durations: number[]; stop: () => void }
  }
}

/** Notes the time between frames (ms) while something is done. */
export async function framesDuring(page: Page, act: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    let before = performance.now()
    let on = true
    const durations: number[] = []
    const frame = (at: number) => {
      durations.push(at - before)
      before = at
      if (on) requestAnimationFrame(frame)
    }
    requestAnimationFrame((at) => {
      before = at
      requestAnimationFrame(frame)
    })
    window.benchFrames = { durations, stop: () => (on = false) }
  })
  await act()
  return page.evaluate(() => {
    window.benchFrames.stop()
    return window.benchFrames.durations
  })
}

// oxlint-disable unicorn/consistent-function-scoping -- what runs in the page can reach nothing outside of itself.
import type { Page } from 'playwright'
import type { Tab } from './chromium.ts'
import { framesDuring } from './frames.ts'
import type { Target } from './target.ts'

/** Times between frames (ms), and how many of 60 far jumps left the middle of the list without a row (percent). */
export type Scrolled = { frames: number[]; blankPercent: number }

const distance = 20_000
const pixelsASecond = 5_000

/** Scrolls the list as with a wheel, then jumps about in it. */
export async function scroll(tab: Tab, { row }: Target): Promise<Scrolled> {
  const { page, devtools } = tab
  const { x, y } = await middleOf(page, row)
  const frames = await framesDuring(page, async () => {
    await devtools.send('Input.synthesizeScrollGesture', {
      x,
      y,
      yDistance: -distance,
      speed: pixelsASecond,
      gestureSourceType: 'mouse',
      preventFling: true,
    })
  })
  return { frames, blankPercent: await blankJumps(page, { row, x, y }) }
}

/** The middle of what scrolls around the rows: an element of its own, or the window. */
function middleOf(page: Page, row: string): Promise<{ x: number; y: number }> {
  return page.evaluate((row) => {
    let box = document.querySelector(row)?.parentElement ?? null
    const scrolls = (element: Element) =>
      element.scrollHeight > element.clientHeight + 40 &&
      /auto|scroll/.test(getComputedStyle(element).overflowY)
    while (box !== null && !scrolls(box)) box = box.parentElement
    if (box === null || box === document.documentElement) return { x: innerWidth / 2, y: innerHeight * 0.6 }
    const { x, y, width, height } = box.getBoundingClientRect()
    return { x: x + width / 2, y: y + Math.min(height, innerHeight - y) / 2 }
  }, row)
}

function blankJumps(page: Page, at: { row: string; x: number; y: number }): Promise<number> {
  return page.evaluate(async ({ row, x, y }) => {
    let box = document.elementFromPoint(x, y)
    const scrolls = (element: Element) =>
      element.scrollHeight > element.clientHeight + 40 &&
      /auto|scroll/.test(getComputedStyle(element).overflowY)
    while (box !== null && !scrolls(box)) box = box.parentElement
    box ??= document.documentElement
    const jumps = 60
    let blank = 0
    for (let jump = 0; jump < jumps; jump++) {
      // Far from the last place each time, and within the list.
      box.scrollTop = ((box.scrollHeight - box.clientHeight) * ((jump * 37) % jumps)) / jumps
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
      if (!document.elementsFromPoint(x, y).some((element) => element.closest(row) !== null)) blank += 1
    }
    return (blank / jumps) * 100
  }, at)
}

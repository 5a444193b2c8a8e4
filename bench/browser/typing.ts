import type { Page } from 'playwright'
import type { Target } from './target.ts'

const rounds = 2
const gapMs = 120

/** Below this the browser tells nothing (Event Timing); such keys count as half of it. */
const toldFromMs = 16

/** Types a word into the filter and takes it out again, twice: the delay of each key till the next paint (ms). */
export async function keyDelays(page: Page, { filter, row }: Target, word: string): Promise<number[]> {
  if (filter === undefined) throw new Error('There is no filter to type into.')
  await page.locator(filter).first().click()
  await page.waitForTimeout(300)
  await page.evaluate(() => (window.benchNoted.interactions = {}))
  let keys = 0
  const press = async (key: string) => {
    await page.keyboard.press(key)
    keys += 1
    await page.waitForTimeout(gapMs)
  }
  for (let round = 0; round < rounds; round++) {
    for (const letter of word) await press(letter)
    // A filter that does not filter would be fast.
    await page.waitForFunction(
      ({ row, word }) => {
        const texts = [...document.querySelectorAll(row)].map((each) => each.textContent ?? '')
        const filled = texts.filter((text) => text !== '')
        return filled.length > 0 && filled.every((text) => text.toLowerCase().includes(word))
      },
      { row, word },
    )
    for (const _ of word) await press('Backspace')
    await page.waitForTimeout(500)
  }
  const told = await page.evaluate(() => Object.values(window.benchNoted.interactions))
  const quick = Array<number>(Math.max(0, keys - told.length)).fill(toldFromMs / 2)
  return [...told, ...quick]
}

import { demo } from '../demo/demo.ts'
import type { Scenario } from '../registry.ts'

/** How far AWS's clock is ahead of its caller's, ms. */
const aheadMs = 10 * 60_000

/**
 * The demo for a caller whose clock is ten minutes slow: all of AWS's times, its `Date` too, are ahead of `now`, and it
 * refuses what is signed more than five minutes ago. A client that corrects its clock by the answer's `Date` gets through.
 */
export const skewed: Scenario = (world, options, faults) => {
  demo(world, { ...options, now: options.now + aheadMs })
  faults.add([{ operation: '*', checkClock: true }])
}

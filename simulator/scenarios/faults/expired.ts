import { demo } from '../demo/demo.ts'
import type { Scenario } from '../registry.ts'
import { onAll } from './reads.ts'

/** World time in which a page can be opened before it happens, ms. */
const graceMs = 120_000

/** The demo; two minutes later the caller's credentials expire: every call is refused, writes too. */
export const expired: Scenario = (world, options, faults) => {
  demo(world, options)
  const from = options.now + graceMs
  faults.add(onAll({ error: 'ExpiredTokenException', from }, { error: 'ExpiredToken', from }))
}

import type { Behaviour } from '../image.ts'
import { settling, steady } from './curves.ts'
import { chance, moments, pick } from './moments.ts'

const green = '\u001b[32m'
const yellow = '\u001b[33m'
const red = '\u001b[1;31m'
const dim = '\u001b[2m'
const reset = '\u001b[0m'

/** Builds PDF reports from a queue; its logger believes that it writes to a terminal, so its lines are coloured. */
export const reports: Behaviour = {
  cpu: steady(0.06, 0.5),
  memory: settling(0.22, 0.3),
  log: (run, from, to) =>
    moments(run, 'report', from, to, () => 5).map((at) => {
      const stamp = `${dim}${new Date(at).toISOString().slice(11, 23)}${reset}`
      const name = pick(run, at, 'name', ['sales-by-region', 'stock-levels', 'returns', 'vat-summary'])
      const luck = chance(run, at, 'luck')
      if (luck < 0.02)
        return { at, message: `${stamp} ${red}ERROR${reset} ${name}: template variable 'total' is undefined` }
      if (luck < 0.1)
        return {
          at,
          message: `${stamp} ${yellow}WARN ${reset} ${name}: query took ${2 + (at % 9)}.${at % 10} s`,
        }
      return { at, message: `${stamp} ${green}INFO ${reset} ${name}: ${4 + (at % 60)} pages written` }
    }),
}

import type { Section } from './section.ts'
import { bff } from './sections/bff.ts'
import { cold } from './sections/cold.ts'
import { large } from './sections/large.ts'
import { firstRows } from './sections/rows.ts'
import { startUp } from './sections/start-up.ts'
import { streams } from './sections/streams.ts'
import { tables } from './sections/tables.ts'
import { throttling } from './sections/throttling.ts'
import { viewers } from './sections/viewers.ts'
import { weight } from './sections/weight.ts'

/** In the order in which they run. */
export const sections: readonly Section[] = [
  startUp,
  weight,
  firstRows,
  tables,
  bff,
  viewers,
  cold,
  large,
  streams,
  throttling,
]

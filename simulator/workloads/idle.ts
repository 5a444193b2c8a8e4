import type { Behaviour } from '../image.ts'
import { steady } from './curves.ts'
import { moments } from './moments.ts'

/** A server that nobody calls: hardly any CPU, a heartbeat line every five minutes. */
export const idle: Behaviour = {
  stopExitCode: 0,
  cpu: steady(0.012, 0.4),
  memory: steady(0.18, 0.02),
  log: (run, from, to) =>
    moments(run, 'heartbeat', from, to, () => 0.2).map((at) => ({
      at,
      message: `${new Date(at).toISOString()} alive`,
    })),
}

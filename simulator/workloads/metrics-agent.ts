import type { Behaviour } from '../image.ts'
import { settling, steady } from './curves.ts'
import { chance, moments } from './moments.ts'

/** An agent on every instance that sends the host's metrics on each half minute; it has a container health check. */
export const metricsAgent: Behaviour = {
  stopExitCode: 0,
  healthy: (_run, ageMs) => ageMs > 2_000,
  cpu: steady(0.11, 0.2),
  memory: settling(0.34, 0.41),
  log: (run, from, to) =>
    moments(run, 'flush', from, to, () => 2).map((at) => ({
      at,
      message:
        chance(run, at, 'luck') < 0.01
          ? `${new Date(at).toISOString()} W! [outputs.cloudwatch] retry 1/5 after 212ms: RequestError: send request failed`
          : `${new Date(at).toISOString()} D! [outputs.cloudwatch] wrote batch of ${180 + (at % 70)} metrics in ${20 + (at % 90)}ms`,
    })),
}

import type { Behaviour } from '../image.ts'
import { requestDriven, settling } from './curves.ts'
import { chance, moments } from './moments.ts'
import { javaTrace, trace } from './stack-trace.ts'

/** A JVM that works through a stream; now and then a record fails with a stack trace and the worker goes on. */
export const worker: Behaviour = {
  cpu: requestDriven(0.25, 0.6),
  memory: settling(0.55, 0.74),
  log: (run, from, to) =>
    moments(run, 'batch', from, to, () => 8).flatMap((at) => {
      const head = `${new Date(at).toISOString()} [pool-${1 + (at % 4)}-thread-1]`
      if (chance(run, at, 'luck') < 0.004)
        return [
          { at, message: `${head} ERROR StreamWorker - batch failed, will retry` },
          ...trace(at, javaTrace),
        ]
      return [
        { at, message: `${head} INFO  StreamWorker - ${50 + (at % 450)} records in ${10 + (at % 190)} ms` },
      ]
    }),
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { configure, startWire } from './test-wire'
import { listServiceArns } from './ecs-services'
import { describeTargetHealth } from './elbv2'
import { updateService } from './ecs-update-service'

async function timed<T>(work: Promise<T>): Promise<{ result: unknown; ms: number }> {
  const start = performance.now()
  const result = await work.catch((error: unknown) => error)
  return { result, ms: performance.now() - start }
}

// One process, one configuration: all far ends are accounts of it, so that the waits run side by side.
test(
  'what never answers, and what stops half-way, ends in time; a mutation is sent once',
  { timeout: 40_000 },
  async () => {
    const silent = await startWire(({ operation }) =>
      operation === 'DescribeServices'
        ? { body: { services: [{ serviceName: 'web' }] } }
        : { broken: 'hang' },
    )
    const half = await startWire(() => ({ broken: 'half' }))
    const home = mkdtempSync(join(tmpdir(), 'quayside-'))
    writeFileSync(join(home, 'config'), '[profile slow]\ncredential_process = sleep 12\n')
    vi.stubEnv('AWS_CONFIG_FILE', join(home, 'config'))
    const scope = configure(silent.endpoint, [
      {},
      { endpoint: half.endpoint },
      { credentials: undefined, profile: 'slow' },
    ])
    const [hung, noCredentials, cut, cutXml, update] = await Promise.all([
      timed(listServiceArns(scope, 'c')),
      timed(listServiceArns({ ...scope, account: 'test2' }, 'c')),
      timed(listServiceArns({ ...scope, account: 'test1' }, 'c')),
      timed(describeTargetHealth({ ...scope, account: 'test1' }, 'arn:x')),
      timed(updateService(scope, { cluster: 'c', service: 'web', desiredCount: 5 })),
    ])
    for (const { result, ms } of [hung, noCredentials, cut, cutXml]) {
      expect(result).toMatchObject({ ok: false, error: { code: 'timed_out' } })
      expect(ms).toBeLessThan(11_000)
    }
    expect(update.result).toMatchObject({ problem: { message: expect.stringContaining('Outcome unknown') } })
    expect(update.ms).toBeGreaterThan(15_000)
    expect(silent.of('UpdateService')).toHaveLength(1)
    vi.unstubAllEnvs()
    rmSync(home, { recursive: true })
    await Promise.all([silent.close(), half.close()])
  },
)

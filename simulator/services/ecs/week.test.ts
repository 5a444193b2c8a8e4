import { expect, test } from 'vitest'
import { updateService } from './service/update-service.ts'
import { ecsState } from './state.ts'
import { livesOf } from './task-history.ts'
import { Trial } from './trial.ts'

const DAY_MS = 86_400_000

/** Its time is measured in CPU seconds; a busy machine may take far longer by the clock. */
const patient = { timeout: 90_000 }

test('a week of crash loops and roll-outs settles quickly and stays small', patient, () => {
  const trial = new Trial()
  const { world } = trial
  trial.revision('payments', 'sleep 40; exit 137')
  trial.service('payments', { desiredCount: 2 })
  trial.revision('flaky', 'sleep 240; exit 1')
  trial.service('flaky', { desiredCount: 2 })
  trial.revision('checkout')
  trial.service('checkout', { desiredCount: 4 })
  const rollOn = () => {
    if (trial.look('checkout').deployments!.length === 1) {
      trial.call(updateService, { cluster: 'c', service: 'checkout', forceNewDeployment: true })
    }
    world.after(300_000, rollOn)
  }
  rollOn()
  const before = process.cpuUsage()
  world.advance(7 * DAY_MS)
  const { user } = process.cpuUsage(before)
  // It takes well under a second of an idle machine; the bound only catches work that grows with the past.
  expect(user / 1e6).toBeLessThan(8)

  const lives = livesOf(world, { clusterName: 'c' }, 0, Infinity)
  expect(lives.length).toBeGreaterThan(25_000)
  const cluster = ecsState(world).clusters.get('c')!
  expect(cluster.tasks.size).toBeLessThan(400)
  for (const name of ['payments', 'flaky', 'checkout'])
    expect(trial.look(name).events!.length).toBeLessThanOrEqual(100)
  // The last hour of the loop is there to be seen, and only that.
  const stopped = trial.tasks({ serviceName: 'payments', desiredStatus: 'STOPPED' })
  expect(stopped.length).toBeGreaterThan(50)
  for (const { stoppedAt } of stopped) {
    if (stoppedAt) expect(world.now - stoppedAt.getTime()).toBeLessThanOrEqual(3_600_000)
  }

  world.advance(3 * DAY_MS)
  const older = livesOf(world, { clusterName: 'c' }, 0, world.now - 8.2 * DAY_MS)
  expect(older.length).toBeLessThan(600)
})

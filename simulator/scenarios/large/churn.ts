import { fraction } from '../../random.ts'
import { ecsState, type ServiceRecord } from '../../services/ecs/state.ts'
import type { World } from '../../world.ts'
import type { LargeEstate } from './large-estate.ts'
import { rollOut, scaleTo, type Story } from './story.ts'

const minuteMs = 60_000

/** A full estate rolls a dozen services out in an hour, a small one at least one in six hours. */
const rollOutsPerHour = (services: number) => Math.max((12 * services) / 5000, 1 / 6)

/** From now on services of `quiet` roll out, one now and then, for as long as the world's clock runs. */
export function keepRollingOut({ world }: LargeEstate, quiet: readonly Story[], services: number): void {
  if (quiet.length === 0) return
  const meanMs = (60 * minuteMs) / rollOutsPerHour(services)
  let turn = 0
  const next = () => {
    const story = quiet[Math.floor(fraction(world.seed, 'roll-out', turn) * quiet.length)]!
    if (isSettled(recordOf(story))) rollOut(story)
    turn++
    world.after(meanMs * (0.5 + fraction(world.seed, 'pause', turn)), next)
  }
  world.after(meanMs * fraction(world.seed, 'pause', turn), next)
}

const recordOf = ({ estate, app }: Story): ServiceRecord | undefined =>
  ecsState(estate.world).clusters.get(app.cluster)?.services.get(app.name)

/** There, wanted, and in nothing else: others may have scaled or deleted it meanwhile. */
function isSettled(record: ServiceRecord | undefined): record is ServiceRecord {
  return record?.service.status === 'ACTIVE' && record.steady && (record.service.desiredCount ?? 0) > 0
}

/** How often within the last hour tasks are scaled in. */
const stages = [50, 40, 30, 20, 10, 3]

/**
 * Scales services in within the hour before the present, others out by as much, so that then as many tasks have
 * stopped in it as are asked for: crash loops and roll-outs alone stop fewer.
 */
export function scaleInAndOut(estate: LargeEstate, quiet: readonly Story[], stopped: number): void {
  const { world, present } = estate
  let turn = 0
  for (const minutes of stages)
    world.at(present - minutes * minuteMs, () => {
      const due = Math.round((stopped * (60 - minutes)) / 60)
      for (let left = due - stoppedSince(world, present - 60 * minuteMs); left > 0;) {
        const [from, to] = pairOf(world, quiet, turn++)
        if (turn > stopped * 20) return
        if (!from || !to) continue
        const by = Math.min(left, from.desired > 5 ? 2 : 1)
        scaleTo(from.story, from.desired - by)
        scaleTo(to.story, to.desired + by)
        left -= by
      }
    })
}

type Wanting = { story: Story; desired: number }

/** One service that can do with fewer tasks and one that can have more, of the same turn. */
function pairOf(world: World, quiet: readonly Story[], turn: number): (Wanting | undefined)[] {
  const pick = (what: string, fits: (desired: number) => boolean): Wanting | undefined => {
    const story = quiet[Math.floor(fraction(world.seed, what, turn) * quiet.length)]
    const record = story && recordOf(story)
    const desired = record?.service.desiredCount ?? 0
    return story && isSettled(record) && fits(desired) ? { story, desired } : undefined
  }
  const from = pick('in', (desired) => desired >= 2)
  const to = pick('out', (desired) => desired >= 1 && desired <= 10)
  return from && to && from.story !== to.story ? [from, to] : []
}

/** Tasks that have stopped since a time, or are about to. */
function stoppedSince(world: World, since: number): number {
  let count = 0
  for (const cluster of ecsState(world).clusters.values())
    for (const { task } of cluster.tasks.values())
      if (task.desiredStatus === 'STOPPED' && (task.stoppedAt?.getTime() ?? Infinity) >= since) count++
  return count
}

/** One task as the rolling update sees it. `own`: of the newest deployment and on an instance that stays. */
export type RollingTask<T> = { task: T; own: boolean; healthy: boolean; protected: boolean }

export type Limits = { desired: number; minimumHealthyPercent: number; maximumPercent: number }

/**
 * What a replica service may do now. `start`: tasks of the newest deployment to launch. `surplus`: own tasks beyond the
 * desired count. `leave`: tasks of older deployments or of draining instances to stop. `deadlocked`: the percentages
 * allow neither to start nor to stop anything.
 */
export type Moves<T> = { start: number; surplus: T[]; leave: T[]; deadlocked: boolean }

/**
 * Decides within the limits: at most ⌊desired × maximumPercent⌋ tasks RUNNING or PENDING, at least
 * ⌈desired × minimumHealthyPercent⌉ healthy ones. It starts first where there is room, stops old tasks one for one as
 * new ones become healthy, and stops down to the minimum only when there is no room to start.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html
 * `mayStart` is false while launches are held back (a failed deployment, the throttle).
 */
export function nextMoves<T>(tasks: RollingTask<T>[], limits: Limits, mayStart: boolean): Moves<T> {
  const { desired } = limits
  const upper = Math.max(Math.floor((desired * limits.maximumPercent) / 100), 0)
  const lower = Math.ceil((desired * limits.minimumHealthyPercent) / 100)
  const own = tasks.filter((each) => each.own)
  const leaving = tasks.filter((each) => !each.own && !each.protected)
  const healthy = tasks.filter((each) => each.healthy).length
  const need = desired - own.length
  const start = mayStart ? Math.max(Math.min(need, upper - tasks.length), 0) : 0

  const surplus = need < 0 ? leastUseful(own.filter((each) => !each.protected)).slice(0, -need) : []
  const sick = leaving.filter((each) => !each.healthy)
  const well = leaving.filter((each) => each.healthy)
  let stops = Math.min(Math.max(healthy - desired, 0), well.length)
  // Older tasks serve on while none can be started, but not more of them than wanted.
  if (!mayStart && need > 0) {
    return { start, surplus: [], leave: well.slice(0, stops).map(({ task }) => task), deadlocked: false }
  }
  const blocked = need > 0 && start === 0
  if (stops === 0 && blocked) stops = Math.max(Math.min(well.length, healthy - lower, need), 0)
  const leave = [...sick, ...well.slice(0, stops)]
  const deadlocked = blocked && leave.length === 0 && own.length === 0 && upper <= desired && lower >= desired
  return { start, surplus: surplus.map(({ task }) => task), leave: leave.map(({ task }) => task), deadlocked }
}

/** Those that do not serve first, then the newest. */
function leastUseful<T>(tasks: RollingTask<T>[]): RollingTask<T>[] {
  return [...tasks].reverse().sort((a, b) => Number(a.healthy) - Number(b.healthy))
}

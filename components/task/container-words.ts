import type { TaskContainer } from '@/lib/task/contract'

/** What its health check says of a container, in a word, or how it exited: no check is said to be none, never left out. */
export function containerHealthWord({
  healthStatus,
  hasHealthCheck,
  lastStatus,
  exitCode,
}: TaskContainer): string {
  if (lastStatus === 'STOPPED') return exitCode === null ? 'stopped' : `exit ${exitCode}`
  if (hasHealthCheck === false) return 'no check'
  // ECS says UNKNOWN of what has no check, too; whether it has one, its definition tells once it is read.
  if (hasHealthCheck === null && (healthStatus === null || healthStatus === 'UNKNOWN')) return 'no report'
  return healthStatus ?? 'unknown'
}

/** One phrase a container: "app HEALTHY", or the plain word when there is only one. */
export function containerWords(containers: readonly TaskContainer[]): string[] {
  const [only, ...more] = containers
  if (only !== undefined && more.length === 0) return [containerHealthWord(only)]
  return containers.map((container) => `${container.name} ${containerHealthWord(container)}`)
}

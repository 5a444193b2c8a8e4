import type { World } from '../../../world.ts'
import type { ContainerRecord } from '../state.ts'

/** Notes the end of a container. */
export function endContainer(world: World, each: ContainerRecord, exitCode?: number, reason?: string): void {
  each.cancelExit?.()
  each.cancelCheck?.()
  const { container, lived } = each
  container.lastStatus = 'STOPPED'
  if (exitCode !== undefined) container.exitCode = exitCode
  if (reason !== undefined) container.reason = reason
  for (const agent of container.managedAgents ?? []) agent.lastStatus = 'STOPPED'
  if (lived && lived.stoppedAt === undefined) {
    lived.stoppedAt = world.now
    if (exitCode !== undefined) lived.exitCode = exitCode
  }
}

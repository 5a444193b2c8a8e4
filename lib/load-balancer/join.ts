import type { TargetHealth } from './contract'

/** Where a task can be met: its own interface, or its instance's ports. */
export type TaskPlace = {
  privateIp: string | null
  ec2InstanceId: string | null
  /** Ports of the instance that lead to the container that the target group names. */
  hostPorts: number[]
  containerPort: number | null
}

/**
 * The target that stands for a task in a target group: by private address and container port (`ip`), or by EC2 instance
 * and host port (`instance`). One that is being drained counts only when no other is there: addresses are used again.
 */
export function targetOf(targets: readonly TargetHealth[], place: TaskPlace): TargetHealth | null {
  const found = targets.filter((target) => isAt(target, place))
  return found.find(({ state }) => !state.endsWith('draining')) ?? found[0] ?? null
}

function isAt({ targetId, port }: TargetHealth, place: TaskPlace): boolean {
  if (place.privateIp !== null && targetId === place.privateIp)
    return port === null || place.containerPort === null || port === place.containerPort
  if (place.ec2InstanceId === null || targetId !== place.ec2InstanceId) return false
  return port === null || place.hostPorts.includes(port)
}

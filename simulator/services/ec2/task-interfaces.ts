import type { NetworkInterface } from '@aws-sdk/client-ec2'
import type { World } from '../../world.ts'

/** The network interfaces of the tasks that run now, by id. */
export function taskInterfaces(_world: World): Map<string, NetworkInterface> {
  return new Map()
}

import { addInstance } from '../services/ec2/instances.ts'
import { instanceTypes } from '../services/ec2/instance-types.ts'
import { ec2 } from '../services/ec2/state.ts'
import { registerInstance } from '../services/ecs/instance/register-instance.ts'
import type { World } from '../world.ts'
import type { Foundation } from './foundation.ts'

/** What the system and the agent of an ECS-optimized instance keep of its memory, MiB. */
const keptMib = 428

/** Launches EC2 instances, one zone after the other, and registers them with a cluster. Returns their EC2 ids. */
export function addNodes(
  world: World,
  foundation: Foundation,
  nodes: { cluster: string; type: string; count: number; tags: Record<string, string> },
): string[] {
  const info = instanceTypes.get(nodes.type)
  if (!info) throw new Error(`no instance type ${nodes.type}`)
  return Array.from({ length: nodes.count }, (_, i) => {
    const subnetId = foundation.privateSubnets[i % foundation.privateSubnets.length] ?? ''
    const ec2InstanceId = addInstance(world, {
      name: `${nodes.cluster}-node-${i + 1}`,
      type: nodes.type,
      subnetId,
      securityGroupIds: [foundation.nodeGroup],
      profile: 'ecsInstanceRole',
      launchedAt: world.now,
      tags: nodes.tags,
    })
    registerInstance(world, {
      cluster: nodes.cluster,
      instanceType: nodes.type,
      ec2InstanceId,
      availabilityZone: world.slice(ec2).subnets.get(subnetId)?.AvailabilityZone ?? '',
      cpu: 1024 * (info.VCpuInfo?.DefaultVCpus ?? 0),
      memory: (info.MemoryInfo?.SizeInMiB ?? 0) - keptMib,
    })
    return ec2InstanceId
  })
}

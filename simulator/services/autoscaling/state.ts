import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling'
import { ec2 } from '../ec2/state.ts'
import { hex } from '../../random.ts'
import type { Slice, World } from '../../world.ts'

/** EC2 Auto Scaling groups by name. They hold their instances, but do not launch or end any themselves. */
export const groups: Slice<Map<string, AutoScalingGroup>> = { name: 'autoscaling', make: () => new Map() }

export type NewGroup = {
  name: string
  min: number
  max: number
  instanceIds: string[]
  launchTemplate: { id: string; name: string }
  subnetIds: string[]
  createdAt: number
}

/** Makes a group around instances that run, all in service and healthy. Returns its ARN. */
export function addAutoScalingGroup(world: World, asked: NewGroup): string {
  const { instances, subnets } = world.slice(ec2)
  const id = hex(32, world.seed, world.account, asked.name)
  const uuid = `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}`
  const arn =
    `arn:aws:autoscaling:${world.region}:${world.account}:autoScalingGroup:${uuid}` +
    `:autoScalingGroupName/${asked.name}`
  const template = {
    LaunchTemplateId: asked.launchTemplate.id,
    LaunchTemplateName: asked.launchTemplate.name,
    Version: '1',
  }
  world.slice(groups).set(asked.name, {
    AutoScalingGroupName: asked.name,
    AutoScalingGroupARN: arn,
    LaunchTemplate: template,
    MinSize: asked.min,
    MaxSize: asked.max,
    DesiredCapacity: asked.instanceIds.length,
    DefaultCooldown: 300,
    AvailabilityZones: asked.subnetIds.map((subnet) => subnets.get(subnet)?.AvailabilityZone ?? ''),
    LoadBalancerNames: [],
    TargetGroupARNs: [],
    HealthCheckType: 'EC2',
    HealthCheckGracePeriod: 300,
    Instances: asked.instanceIds.map((InstanceId) => ({
      InstanceId,
      InstanceType: instances.get(InstanceId)?.InstanceType,
      AvailabilityZone: instances.get(InstanceId)?.Placement?.AvailabilityZone ?? '',
      LifecycleState: 'InService',
      HealthStatus: 'Healthy',
      LaunchTemplate: template,
      ProtectedFromScaleIn: true,
    })),
    CreatedTime: new Date(asked.createdAt),
    SuspendedProcesses: [],
    VPCZoneIdentifier: asked.subnetIds.join(','),
    EnabledMetrics: [],
    Tags: [
      {
        Key: 'AmazonECSManaged',
        Value: 'true',
        PropagateAtLaunch: true,
        ResourceId: asked.name,
        ResourceType: 'auto-scaling-group',
      },
    ],
    TerminationPolicies: ['Default'],
    NewInstancesProtectedFromScaleIn: true,
  })
  return arn
}

import type {
  DeregisterTargetsCommandInput,
  DescribeTargetHealthCommandInput,
  DescribeTargetHealthCommandOutput,
  RegisterTargetsCommandInput,
  TargetDescription,
  TargetHealthDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { isIP } from 'node:net'
import type { Run } from '../../image.ts'
import { AwsError, type Call } from '../../wire/service.ts'
import type { World } from '../../world.ts'
import { ec2 } from '../ec2/state.ts'
import { invalid } from './error.ts'
import { forgetDrained, healthOf } from './group-health.ts'
import { elbv2State, tellWatchers, type Group } from './state.ts'
import { groupOf } from './target-group.ts'
import { deregister, targetKey } from './target-registry.ts'

export function registerTargets(input: RegisterTargetsCommandInput, { world }: Call): Record<string, never> {
  const group = groupOf(world, input.TargetGroupArn)
  const targets = input.Targets ?? []
  if (targets.length === 0) throw invalid('At least one target must be specified')
  for (const target of targets) checkTarget(world, group, target)
  forgetDrained(world, group)
  for (const { Id = '', Port, AvailabilityZone } of targets) {
    const port = Port ?? group.made.Port ?? 80
    const key = targetKey(Id, port)
    const present = group.targets.get(key)
    if (present && present.deregisteredAt === undefined) continue
    const run = present?.run ?? runBehind(world, key)
    group.targets.set(key, {
      description: { Id, Port: port, ...(AvailabilityZone === undefined ? {} : { AvailabilityZone }) },
      registeredAt: world.now,
      ...(run ? { run } : {}),
    })
  }
  tellWatchers(group)
  return {}
}

export function deregisterTargets(
  input: DeregisterTargetsCommandInput,
  { world }: Call,
): Record<string, never> {
  const group = groupOf(world, input.TargetGroupArn)
  for (const { Id = '', Port } of input.Targets ?? []) {
    const keys = [...group.targets.values()].filter(
      ({ description }) => description.Id === Id && (Port === undefined || description.Port === Port),
    )
    for (const { description } of keys) deregister(world, group.made.TargetGroupArn, Id, description.Port)
  }
  tellWatchers(group)
  return {}
}

/** Every target of one group, or the ones asked for, with its health now. */
export function describeTargetHealth(
  input: DescribeTargetHealthCommandInput,
  { world }: Call,
): Omit<DescribeTargetHealthCommandOutput, '$metadata'> {
  const group = groupOf(world, input.TargetGroupArn)
  forgetDrained(world, group)
  const asked = input.Targets?.length
    ? input.Targets.map((target) => described(world, group, target))
    : [...group.targets.values()].map(({ description }) => described(world, group, description))
  const anomaly = input.Include?.some((what) => what === 'AnomalyDetection' || what === 'All') ?? false
  return {
    TargetHealthDescriptions: anomaly
      ? asked.map((each) => ({ ...each, AnomalyDetection: { Result: 'normal', MitigationInEffect: 'no' } }))
      : asked,
  }
}

function described(world: World, group: Group, asked: TargetDescription): TargetHealthDescription {
  const port = asked.Port ?? group.made.Port
  const target = group.targets.get(targetKey(asked.Id ?? '', port))
  const checkPort = group.made.HealthCheckPort
  if (!target)
    return {
      Target: { ...asked, ...(port === undefined ? {} : { Port: port }) },
      TargetHealth: {
        State: 'unused',
        Reason: 'Target.NotRegistered',
        Description: 'Target is not registered to the target group',
      },
    }
  return {
    Target: target.description,
    HealthCheckPort: checkPort === undefined || checkPort === 'traffic-port' ? String(port) : checkPort,
    TargetHealth: healthOf(world, group, target),
  }
}

function checkTarget(world: World, group: Group, { Id = '' }: TargetDescription): void {
  if (group.made.TargetType === 'ip' && isIP(Id) === 0) throw invalid(`The IP address '${Id}' is not valid`)
  if (group.made.TargetType !== 'instance') return
  const instance = world.slice(ec2).instances.get(Id)
  if (!instance) throw invalid(`Instance ID '${Id}' is not valid`)
  if (instance.State?.Name !== 'running')
    throw new AwsError(
      'InvalidTargetException',
      `The following targets are not in a running state and cannot be registered: '${Id}'`,
    )
}

/** The container behind an address that ECS registered in another group. */
function runBehind(world: World, key: string): Run | undefined {
  for (const group of world.slice(elbv2State).groups.values()) {
    const run = group.targets.get(key)?.run
    if (run) return run
  }
  return undefined
}

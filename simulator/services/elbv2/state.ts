import type {
  Listener,
  LoadBalancer,
  Rule,
  TargetDescription,
  TargetGroup,
  TargetHealth,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Run } from '../../image.ts'
import { hex } from '../../random.ts'
import type { Slice, World } from '../../world.ts'
import type { HealthCourse } from './target-health.ts'

export type Attributes = Map<string, string>

/** A registered (or draining) target of one target group. `run` is the container that answers there, if any does. */
export type Target = {
  description: TargetDescription & { Id: string; Port: number }
  registeredAt: number
  deregisteredAt?: number
  run?: Run
  course?: HealthCourse
  /** What a scenario has it be, whatever its probes meet. */
  told?: TargetHealth
}

/**
 * `listenedSince`: when a listener or rule began to lead here; undefined while none does. `watchers` hear of what can
 * change the health of targets that are otherwise settled.
 */
export type Group = {
  made: TargetGroup & { TargetGroupArn: string; TargetGroupName: string }
  attributes: Attributes
  targets: Map<string, Target>
  listenedSince?: number
  /** When its health check was last changed. */
  checkChangedAt?: number
  watchers: Set<() => void>
}

export type Balancer = {
  made: LoadBalancer & { LoadBalancerArn: string; LoadBalancerName: string }
  attributes: Attributes
}

/** `rules` without the default rule, which is the listener's `DefaultActions`. */
export type Ear = {
  made: Listener & { ListenerArn: string; LoadBalancerArn: string; Port: number }
  attributes: Attributes
  rules: Map<string, Rule & { RuleArn: string; Priority: string }>
}

/** What ELBv2 keeps: resources by ARN. */
export type Elbv2State = {
  balancers: Map<string, Balancer>
  listeners: Map<string, Ear>
  groups: Map<string, Group>
  /** The ARN of each target group by its name. */
  named: Map<string, string>
  tags: Map<string, Map<string, string>>
  /** Who leads to a target group: the ARNs of listeners and rules, with their load balancer's. */
  ways: Map<string, Map<string, string>>
  /** The target groups that a listener or rule leads to. */
  led: Map<string, string[]>
  made: number
}

export const elbv2State: Slice<Elbv2State> = {
  name: 'elbv2',
  make: () => ({
    balancers: new Map(),
    listeners: new Map(),
    groups: new Map(),
    named: new Map(),
    tags: new Map(),
    ways: new Map(),
    led: new Map(),
    made: 0,
  }),
}

/** The 16 hex characters at the end of a new ARN. */
export function newId(world: World, kind: string): string {
  const state = world.slice(elbv2State)
  return hex(16, world.seed, world.account, world.region, kind, state.made++)
}

export function arn(world: World, rest: string): string {
  return ['arn:aws:elasticloadbalancing', world.region, world.account, rest].join(':')
}

/** Something happened to a group from outside: those who watch its targets look again. */
export function tellWatchers(group: Group): void {
  for (const tell of group.watchers) tell()
}

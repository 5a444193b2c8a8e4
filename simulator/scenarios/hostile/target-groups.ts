import { elbv2State } from '../../services/elbv2/state.ts'
import { addBalancer, addTargetGroup } from '../balancer.ts'
import type { Ground } from './estate.ts'

/** One target group for each carrier, all behind one load balancer; returns their ARNs. Their names become hostile. */
export function addTargetGroups(ground: Ground, carriers: string[]): string[] {
  const { world, foundation, plan } = ground
  const arns = carriers.map((name) =>
    addTargetGroup(world, foundation, {
      name,
      path: '/',
      intervalSeconds: 30,
      healthyThreshold: 2,
      drainSeconds: 30,
      tags: {},
    }),
  )
  const [fallback = ''] = arns
  const paths = arns.map((targetGroupArn, i) => ({ pattern: `/${carriers[i]}`, targetGroupArn }))
  addBalancer(world, foundation, { name: 'hostile', fallback, paths, tags: {} })
  const { groups } = world.slice(elbv2State)
  for (const [i, payload] of plan.of('target group name').entries()) {
    const carrier = i % carriers.length
    const where = `cluster hostile, service ${carriers[carrier]}`
    groups.get(arns[carrier]!)!.made.TargetGroupName = plan.text(payload, 'target group name', where)
  }
  return arns
}

/** Has each group say of its target why it does not serve, in words that are no load balancer's. */
export function plantTargetHealth({ world, plan }: Ground, carriers: string[], arns: string[]): void {
  const { groups } = world.slice(elbv2State)
  const [reasons, descriptions] = [plan.of('target reason'), plan.of('target description')]
  for (const [i, name] of carriers.entries()) {
    const where = `cluster hostile, service ${name}`
    const [reason, description] = [reasons[i], descriptions[i]]
    const target = [...groups.get(arns[i]!)!.targets.values()].find(
      (each) => each.deregisteredAt === undefined,
    )
    if (!target) throw new Error(`${name} has no target`)
    target.told = {
      State: 'unhealthy',
      Reason: (reason
        ? plan.text(reason, 'target reason', where)
        : 'Target.FailedHealthChecks') as 'Target.FailedHealthChecks',
      Description: description ? plan.text(description, 'target description', where) : 'Health checks failed',
    }
  }
}

import 'server-only'
import { ApiError, problemOf } from '@/lib/api/error'
import { must, oldest, type Read } from '@/lib/api/outcome'
import type { Scope } from '@/lib/api/segments'
import type { ReadOptions } from '@/lib/aws/cache'
import { pending } from '@/lib/aws/cell'
import { describeListeners, describeLoadBalancer, describeRules, describeTargetGroup } from '@/lib/aws/elbv2'
import { addressesTo, type ListenerFacts } from '../addresses'
import type { Address } from '../contract'

/** Where clients reach the given target groups, from load balancers, listeners and rules; one failure fails the part. */
export async function addressesOf(
  scope: Scope,
  targetGroupArns: string[],
  now: number,
  options: ReadOptions = {},
): Promise<Read<Address[]>> {
  const ages: number[] = []
  const need = <T>(read: Read<T>): T => {
    const { value, asOf } = must(read)
    ages.push(asOf)
    return value
  }
  try {
    const groups = await Promise.all(
      targetGroupArns.map(async (arn) => need(await describeTargetGroup(scope, arn, options))),
    )
    const balancers = new Set(groups.flatMap((group) => group?.LoadBalancerArns ?? []))
    const listeners = await Promise.all([...balancers].map((arn) => listenersOf(scope, arn, options, need)))
    const value = targetGroupArns.flatMap((arn) => addressesTo(arn, listeners.flat()))
    return { ok: true, value, asOf: oldest(ages, now) }
  } catch (thrown) {
    if (!(thrown instanceof ApiError) && !hasProblem(thrown)) throw thrown
    const error = problemOf(thrown)
    return error === pending.error ? pending : { ok: false, error }
  }
}

async function listenersOf(
  scope: Scope,
  arn: string,
  options: ReadOptions,
  need: <T>(read: Read<T>) => T,
): Promise<ListenerFacts[]> {
  const [balancer, listeners] = await Promise.all([
    describeLoadBalancer(scope, arn, options).then(need),
    describeListeners(scope, arn, options).then(need),
  ])
  if (!balancer?.DNSName) return []
  const { DNSName: dnsName, Scheme: scheme } = balancer
  return Promise.all(
    listeners.map(async (listener): Promise<ListenerFacts> => {
      const rules = listener.ListenerArn
        ? need(await describeRules(scope, listener.ListenerArn, options))
        : []
      return {
        loadBalancerArn: arn,
        dnsName,
        scheme: scheme ?? null,
        protocol: listener.Protocol ?? 'HTTP',
        port: listener.Port ?? 80,
        defaultTargetGroupArns: forwardsTo(listener.DefaultActions),
        rules: rules
          .filter(({ IsDefault }) => !IsDefault)
          .map((rule) => ({
            targetGroupArns: forwardsTo(rule.Actions),
            paths: (rule.Conditions ?? []).flatMap((condition) =>
              condition.Field === 'path-pattern'
                ? (condition.PathPatternConfig?.Values ?? condition.Values ?? [])
                : [],
            ),
          })),
      }
    }),
  )
}

type Action = {
  TargetGroupArn?: string
  ForwardConfig?: { TargetGroups?: { TargetGroupArn?: string }[] }
}

function forwardsTo(actions: Action[] | undefined): string[] {
  return (actions ?? []).flatMap((action) => {
    const weighted = (action.ForwardConfig?.TargetGroups ?? []).flatMap(
      ({ TargetGroupArn }) => TargetGroupArn ?? [],
    )
    return weighted.length > 0 ? weighted : (action.TargetGroupArn ?? [])
  })
}

const hasProblem = (thrown: unknown) => thrown !== null && typeof thrown === 'object' && 'problem' in thrown

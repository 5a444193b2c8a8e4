import type {
  CreateRuleCommandInput,
  CreateRuleCommandOutput,
  DeleteRuleCommandInput,
  DescribeRulesCommandInput,
  DescribeRulesCommandOutput,
  ModifyRuleCommandInput,
  ModifyRuleCommandOutput,
  Rule,
  SetRulePrioritiesCommandInput,
  SetRulePrioritiesCommandOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { AwsError, type Call } from '../../wire/service.ts'
import type { World } from '../../world.ts'
import { page, sortedBy } from '../page.ts'
import { completeActions } from './actions.ts'
import { completeConditions } from './conditions.ts'
import { invalid, invalidMarker, operationNotPermitted, ruleNotFound } from './error.ts'
import { listenerOf } from './listener.ts'
import { arn, elbv2State, newId, type Ear } from './state.ts'
import { setTags } from './tags.ts'
import { lead } from './ways.ts'

export function createRule(
  input: CreateRuleCommandInput,
  { world }: Call,
): Omit<CreateRuleCommandOutput, '$metadata'> {
  const listener = listenerOf(world, input.ListenerArn)
  const Priority = checkPriority(input.Priority ?? 0)
  const Conditions = completeConditions(input.Conditions)
  const Actions = completeActions(world, listener.made.LoadBalancerArn, input.Actions)
  refuseTaken(listener, [Priority], [])
  const place = afterKind(listener.made.ListenerArn)
  const RuleArn = arn(world, `listener-rule/${place}/${newId(world, 'rule')}`)
  const rule = { RuleArn, Priority, Conditions, Actions, IsDefault: false }
  setTags(world, RuleArn, input.Tags)
  listener.rules.set(RuleArn, rule)
  lead(world, RuleArn, listener.made.LoadBalancerArn, Actions)
  return { Rules: [rule] }
}

/** Rules by priority, the default rule last. */
export function describeRules(
  input: DescribeRulesCommandInput,
  { world }: Call,
): Omit<DescribeRulesCommandOutput, '$metadata'> {
  if (input.RuleArns?.length) return { Rules: input.RuleArns.map((each) => find(world, each).rule) }
  if (input.ListenerArn === undefined)
    throw invalid('You must specify either listener rule ARNs or a listener ARN')
  const listener = listenerOf(world, input.ListenerArn)
  const all = sortedBy([...listener.rules.values(), defaultRule(listener)], keyOf)
  const cut = page(all, keyOf, input.PageSize ?? 400, input.Marker, invalidMarker)
  return { Rules: cut.items, ...(cut.nextToken === undefined ? {} : { NextMarker: cut.nextToken }) }
}

export function modifyRule(
  input: ModifyRuleCommandInput,
  { world }: Call,
): Omit<ModifyRuleCommandOutput, '$metadata'> {
  const { listener, rule } = find(world, input.RuleArn)
  if (rule.IsDefault) throw operationNotPermitted(`Default rule '${rule.RuleArn}' cannot be modified`)
  const conditions = input.Conditions && completeConditions(input.Conditions)
  const actions = input.Actions && completeActions(world, listener.made.LoadBalancerArn, input.Actions)
  if (conditions) rule.Conditions = conditions
  if (actions) rule.Actions = actions
  lead(world, rule.RuleArn ?? '', listener.made.LoadBalancerArn, rule.Actions)
  return { Rules: [rule] }
}

export function deleteRule(input: DeleteRuleCommandInput, { world }: Call): Record<string, never> {
  const { listener, rule } = find(world, input.RuleArn)
  if (rule.IsDefault) throw operationNotPermitted(`Default rule '${rule.RuleArn}' cannot be deleted`)
  listener.rules.delete(rule.RuleArn ?? '')
  world.slice(elbv2State).tags.delete(rule.RuleArn ?? '')
  lead(world, rule.RuleArn ?? '', listener.made.LoadBalancerArn)
  return {}
}

/** Gives several rules new priorities at once, so that two may change places. */
export function setRulePriorities(
  input: SetRulePrioritiesCommandInput,
  { world }: Call,
): Omit<SetRulePrioritiesCommandOutput, '$metadata'> {
  const changes = (input.RulePriorities ?? []).map(({ RuleArn, Priority = 0 }) => ({
    ...find(world, RuleArn),
    priority: checkPriority(Priority),
  }))
  for (const { rule } of changes)
    if (rule.IsDefault) throw operationNotPermitted(`Default rule '${rule.RuleArn}' cannot be modified`)
  const moved = changes.map(({ rule }) => rule.RuleArn ?? '')
  for (const { listener } of changes)
    refuseTaken(
      listener,
      changes.filter((each) => each.listener === listener).map((each) => each.priority),
      moved,
    )
  for (const { rule, priority } of changes) rule.Priority = priority
  return { Rules: changes.map(({ rule }) => rule) }
}

function find(world: World, ruleArn: string | undefined): { listener: Ear; rule: Rule } {
  for (const listener of world.slice(elbv2State).listeners.values()) {
    const rule = listener.rules.get(ruleArn ?? '')
    if (rule) return { listener, rule }
    const own = defaultRule(listener)
    if (own.RuleArn === ruleArn) return { listener, rule: own }
  }
  if (!ruleArn?.includes(':listener-rule/')) throw invalid(`'${ruleArn}' is not a valid listener rule ARN`)
  throw ruleNotFound()
}

/** The listener's default actions, as AWS shows them among its rules. */
function defaultRule({ made }: Ear): Rule {
  const id = made.ListenerArn.slice(-16)
  return {
    RuleArn: `${made.ListenerArn.replace(':listener/', ':listener-rule/')}/${id.slice(8)}${id.slice(0, 8)}`,
    Priority: 'default',
    Conditions: [],
    Actions: made.DefaultActions ?? [],
    IsDefault: true,
  }
}

function checkPriority(priority: number): string {
  if (!Number.isInteger(priority) || priority < 1 || priority > 50_000)
    throw invalid(`Priority '${priority}' must be between '1' and '50000' inclusive`)
  return String(priority)
}

function refuseTaken(listener: Ear, priorities: string[], moved: string[]): void {
  const kept = [...listener.rules.values()].filter((rule) => !moved.includes(rule.RuleArn))
  const taken = priorities.find(
    (priority, i) => priorities.indexOf(priority) !== i || kept.some((rule) => rule.Priority === priority),
  )
  if (taken !== undefined)
    throw new AwsError('PriorityInUseException', `Priority '${taken}' is currently in use`)
}

const afterKind = (listenerArn: string) =>
  listenerArn.slice(listenerArn.indexOf(':listener/') + ':listener/'.length)

const keyOf = (rule: Rule) => (rule.IsDefault ? 'default' : (rule.Priority ?? '').padStart(6, '0'))

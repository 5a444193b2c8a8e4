import type {
  DeleteRuleCommandInput,
  DescribeRuleCommandInput,
  DescribeRuleCommandOutput,
  DisableRuleCommandInput,
  EnableRuleCommandInput,
  ListRulesCommandInput,
  ListRulesCommandOutput,
  ListTagsForResourceCommandInput,
  ListTagsForResourceCommandOutput,
  PutRuleCommandInput,
  PutRuleCommandOutput,
} from '@aws-sdk/client-eventbridge'
import { AwsError, type Call } from '../../wire/service.ts'
import { page, sortedBy } from '../page.ts'
import { parseExpression } from '../scheduler/expression.ts'
import { arm } from './arm.ts'
import { busNamed, events, invalid, ruleNamed, type RuleRecord } from './state.ts'

type Answer<T> = Omit<T, '$metadata'>

export const badToken = () => invalid('Invalid NextToken')

const nameOf = (record: RuleRecord) => record.rule.Name

export function listRules(input: ListRulesCommandInput, call: Call): Answer<ListRulesCommandOutput> {
  busNamed(call, input.EventBusName)
  const kept = sortedBy(call.world.slice(events).values(), nameOf).filter((record) =>
    record.rule.Name.startsWith(input.NamePrefix ?? ''),
  )
  const { items, nextToken } = page(kept, nameOf, input.Limit ?? 100, input.NextToken, badToken)
  return { Rules: items.map((record) => record.rule), NextToken: nextToken }
}

export function describeRule(input: DescribeRuleCommandInput, call: Call): Answer<DescribeRuleCommandOutput> {
  return { ...ruleNamed(call, input.Name, input.EventBusName).rule, CreatedBy: call.world.account }
}

/** Creates a rule or replaces it; its targets stay. */
export function putRule(input: PutRuleCommandInput, call: Call): Answer<PutRuleCommandOutput> {
  const { world } = call
  const EventBusName = busNamed(call, input.EventBusName)
  if (input.ScheduleExpression === undefined && input.EventPattern === undefined) {
    throw invalid('Parameter(s) EventPattern or ScheduleExpression must be specified.')
  }
  const schedule = input.ScheduleExpression && parseExpression(input.ScheduleExpression)
  if (input.ScheduleExpression !== undefined && (!schedule || schedule.kind === 'at')) {
    throw invalid('Parameter ScheduleExpression is not valid.')
  }
  if (input.EventPattern !== undefined && !isPattern(input.EventPattern)) {
    throw new AwsError(
      'InvalidEventPatternException',
      'Event pattern is not valid. Reason: Filter is not an object',
    )
  }
  const Name = input.Name ?? ''
  const before = world.slice(events).get(Name)
  const record: RuleRecord = {
    rule: {
      Name,
      Arn: `arn:aws:events:${world.region}:${world.account}:rule/${Name}`,
      EventBusName,
      State: input.State ?? 'ENABLED',
      Description: input.Description,
      ScheduleExpression: input.ScheduleExpression,
      EventPattern: input.EventPattern,
      RoleArn: input.RoleArn,
    },
    targets: before?.targets ?? new Map(),
    // Tags of a rule that is there already are left as they are, as AWS says of PutRule.
    tags: before?.tags ?? input.Tags ?? [],
    createdAt: world.now,
  }
  before?.cancel?.()
  world.slice(events).set(Name, record)
  arm(world, record)
  return { RuleArn: record.rule.Arn }
}

/** Deleting a rule that is not there succeeds; one that still has targets is refused. */
export function deleteRule(input: DeleteRuleCommandInput, call: Call): Record<string, never> {
  busNamed(call, input.EventBusName)
  const record = call.world.slice(events).get(input.Name ?? '')
  if (record?.targets.size) throw invalid("Rule can't be deleted since it has targets.")
  record?.cancel?.()
  call.world.slice(events).delete(input.Name ?? '')
  return {}
}

export function enableRule(input: EnableRuleCommandInput, call: Call): Record<string, never> {
  return setState(ruleNamed(call, input.Name, input.EventBusName), 'ENABLED', call)
}

export function disableRule(input: DisableRuleCommandInput, call: Call): Record<string, never> {
  return setState(ruleNamed(call, input.Name, input.EventBusName), 'DISABLED', call)
}

export function listTagsForResource(
  input: ListTagsForResourceCommandInput,
  call: Call,
): Answer<ListTagsForResourceCommandOutput> {
  const name = (input.ResourceARN ?? '').split(':rule/')[1] ?? ''
  return { Tags: ruleNamed(call, name).tags }
}

function setState(record: RuleRecord, state: 'ENABLED' | 'DISABLED', { world }: Call): Record<string, never> {
  record.rule.State = state
  arm(world, record)
  return {}
}

function isPattern(text: string): boolean {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
  } catch {
    return false
  }
}

import type {
  ListRuleNamesByTargetCommandInput,
  ListRuleNamesByTargetCommandOutput,
  ListTargetsByRuleCommandInput,
  ListTargetsByRuleCommandOutput,
  PutTargetsCommandInput,
  PutTargetsCommandOutput,
  RemoveTargetsCommandInput,
  RemoveTargetsCommandOutput,
} from '@aws-sdk/client-eventbridge'
import { AwsError, type Call } from '../../wire/service.ts'
import { page, sortedBy } from '../page.ts'
import { badToken } from './rules.ts'
import { busNamed, events, invalid, ruleNamed } from './state.ts'

type Answer<T> = Omit<T, '$metadata'>

/** Targets of one rule at most: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const targetsPerRule = 5

const idOf = (target: { Id: string }) => target.Id
const self = (name: string) => name

export function listTargetsByRule(
  input: ListTargetsByRuleCommandInput,
  call: Call,
): Answer<ListTargetsByRuleCommandOutput> {
  const { targets } = ruleNamed(call, input.Rule, input.EventBusName)
  const all = sortedBy(targets.values(), idOf)
  const { items, nextToken } = page(all, idOf, input.Limit ?? 100, input.NextToken, badToken)
  return { Targets: items, NextToken: nextToken }
}

export function listRuleNamesByTarget(
  input: ListRuleNamesByTargetCommandInput,
  call: Call,
): Answer<ListRuleNamesByTargetCommandOutput> {
  busNamed(call, input.EventBusName)
  const names = [...call.world.slice(events).values()]
    .filter((record) => [...record.targets.values()].some((target) => target.Arn === input.TargetArn))
    .map((record) => record.rule.Name)
  const { items, nextToken } = page(
    sortedBy(names, self),
    self,
    input.Limit ?? 100,
    input.NextToken,
    badToken,
  )
  return { RuleNames: items, NextToken: nextToken }
}

export function putTargets(input: PutTargetsCommandInput, call: Call): Answer<PutTargetsCommandOutput> {
  const { targets } = ruleNamed(call, input.Rule, input.EventBusName)
  const asked = (input.Targets ?? []).map((target) => ({ ...target, Id: target.Id ?? '' }))
  for (const target of asked) {
    const toEcs = target.Arn?.includes(':ecs:')
    if (toEcs && !target.RoleArn) throw invalid(`RoleArn is required for target ${target.Arn}.`)
    if (toEcs && !target.EcsParameters) {
      throw invalid(`Parameter(s) EcsParameters must be specified for target: ${target.Id}.`)
    }
  }
  if (new Set([...targets.keys(), ...asked.map((target) => target.Id)]).size > targetsPerRule) {
    throw new AwsError('LimitExceededException', 'The requested resource exceeds the maximum number allowed.')
  }
  for (const target of asked) targets.set(target.Id, target)
  return { FailedEntryCount: 0, FailedEntries: [] }
}

export function removeTargets(
  input: RemoveTargetsCommandInput,
  call: Call,
): Answer<RemoveTargetsCommandOutput> {
  const { targets } = ruleNamed(call, input.Rule, input.EventBusName)
  for (const id of input.Ids ?? []) targets.delete(id)
  return { FailedEntryCount: 0, FailedEntries: [] }
}

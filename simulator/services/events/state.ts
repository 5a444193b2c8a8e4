import type { Rule, Tag, Target } from '@aws-sdk/client-eventbridge'
import { AwsError, type Call } from '../../wire/service.ts'
import type { Slice } from '../../world.ts'

export type RuleRecord = {
  rule: Rule & { Name: string; Arn: string; EventBusName: string }
  targets: Map<string, Target & { Id: string }>
  tags: Tag[]
  createdAt: number
  cancel?: () => void
}

/** Rules of the event bus `default`, by name. Other buses are not simulated. */
export const events: Slice<Map<string, RuleRecord>> = { name: 'events', make: () => new Map() }

/** Refuses any event bus but the one that each account has; a bus is named by its name or its ARN. */
export function busNamed(call: Call, name = 'default'): string {
  const { region, account } = call.world
  if (name === 'default' || name === `arn:aws:events:${region}:${account}:event-bus/default`) return 'default'
  throw new AwsError('ResourceNotFoundException', `Event bus ${name} does not exist.`)
}

export function ruleNamed(call: Call, name = '', bus?: string): RuleRecord {
  const EventBusName = busNamed(call, bus)
  const record = call.world.slice(events).get(name)
  if (record) return record
  throw new AwsError('ResourceNotFoundException', `Rule ${name} does not exist on EventBus ${EventBusName}.`)
}

/** EventBridge refuses what its model does not say with a code that the model does not have either. */
export const invalid = (message: string) => new AwsError('ValidationException', message)

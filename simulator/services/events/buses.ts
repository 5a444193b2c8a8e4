import type {
  DescribeEventBusCommandInput,
  DescribeEventBusCommandOutput,
  ListEventBusesCommandInput,
  ListEventBusesCommandOutput,
} from '@aws-sdk/client-eventbridge'
import type { Call } from '../../wire/service.ts'
import type { World } from '../../world.ts'
import { busNamed } from './state.ts'

type Answer<T> = Omit<T, '$metadata'>

const defaultBus = (world: World) => ({
  Name: 'default',
  Arn: `arn:aws:events:${world.region}:${world.account}:event-bus/default`,
})

export function listEventBuses(
  input: ListEventBusesCommandInput,
  call: Call,
): Answer<ListEventBusesCommandOutput> {
  return { EventBuses: 'default'.startsWith(input.NamePrefix ?? '') ? [defaultBus(call.world)] : [] }
}

export function describeEventBus(
  input: DescribeEventBusCommandInput,
  call: Call,
): Answer<DescribeEventBusCommandOutput> {
  busNamed(call, input.Name)
  return defaultBus(call.world)
}

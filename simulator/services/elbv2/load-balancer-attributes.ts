import type {
  DescribeListenerAttributesCommandInput,
  DescribeListenerAttributesCommandOutput,
  DescribeLoadBalancerAttributesCommandInput,
  DescribeLoadBalancerAttributesCommandOutput,
  ModifyListenerAttributesCommandInput,
  ModifyListenerAttributesCommandOutput,
  ModifyLoadBalancerAttributesCommandInput,
  ModifyLoadBalancerAttributesCommandOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Call } from '../../wire/service.ts'
import { attributeList, modifyAttributes } from './attributes.ts'
import { listenerOf } from './listener.ts'
import { balancerOf } from './load-balancer.ts'

export function describeLoadBalancerAttributes(
  input: DescribeLoadBalancerAttributesCommandInput,
  { world }: Call,
): Omit<DescribeLoadBalancerAttributesCommandOutput, '$metadata'> {
  return { Attributes: attributeList(balancerOf(world, input.LoadBalancerArn).attributes) }
}

export function modifyLoadBalancerAttributes(
  input: ModifyLoadBalancerAttributesCommandInput,
  { world }: Call,
): Omit<ModifyLoadBalancerAttributesCommandOutput, '$metadata'> {
  const { attributes } = balancerOf(world, input.LoadBalancerArn)
  modifyAttributes('Load balancer', attributes, input.Attributes)
  return { Attributes: attributeList(attributes) }
}

export function describeListenerAttributes(
  input: DescribeListenerAttributesCommandInput,
  { world }: Call,
): Omit<DescribeListenerAttributesCommandOutput, '$metadata'> {
  return { Attributes: attributeList(listenerOf(world, input.ListenerArn).attributes) }
}

export function modifyListenerAttributes(
  input: ModifyListenerAttributesCommandInput,
  { world }: Call,
): Omit<ModifyListenerAttributesCommandOutput, '$metadata'> {
  const { attributes } = listenerOf(world, input.ListenerArn)
  modifyAttributes('Listener', attributes, input.Attributes)
  return { Attributes: attributeList(attributes) }
}

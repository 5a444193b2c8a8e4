import * as sdk from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Service } from '../../wire/service.ts'
import { createListener, deleteListener, describeListeners, modifyListener } from './listener.ts'
import {
  describeListenerAttributes,
  describeLoadBalancerAttributes,
  modifyListenerAttributes,
  modifyLoadBalancerAttributes,
} from './load-balancer-attributes.ts'
import { createLoadBalancer, deleteLoadBalancer, describeLoadBalancers } from './load-balancer.ts'
import { setSecurityGroups, setSubnets } from './load-balancer-network.ts'
import { createRule, deleteRule, describeRules, modifyRule, setRulePriorities } from './rule.ts'
import { addTags, describeTags, removeTags } from './tags.ts'
import {
  createTargetGroup,
  deleteTargetGroup,
  describeTargetGroupAttributes,
  describeTargetGroups,
  modifyTargetGroup,
  modifyTargetGroupAttributes,
} from './target-group.ts'
import { deregisterTargets, describeTargetHealth, registerTargets } from './targets.ts'

/** Application and network load balancers. */
export const elbv2: Service = {
  name: 'elbv2',
  sdk,
  signingName: 'elasticloadbalancing',
  handlers: {
    CreateLoadBalancer: createLoadBalancer,
    DescribeLoadBalancers: describeLoadBalancers,
    DeleteLoadBalancer: deleteLoadBalancer,
    DescribeLoadBalancerAttributes: describeLoadBalancerAttributes,
    ModifyLoadBalancerAttributes: modifyLoadBalancerAttributes,
    SetSubnets: setSubnets,
    SetSecurityGroups: setSecurityGroups,
    CreateListener: createListener,
    DescribeListeners: describeListeners,
    ModifyListener: modifyListener,
    DeleteListener: deleteListener,
    DescribeListenerAttributes: describeListenerAttributes,
    ModifyListenerAttributes: modifyListenerAttributes,
    CreateRule: createRule,
    DescribeRules: describeRules,
    ModifyRule: modifyRule,
    DeleteRule: deleteRule,
    SetRulePriorities: setRulePriorities,
    CreateTargetGroup: createTargetGroup,
    DescribeTargetGroups: describeTargetGroups,
    ModifyTargetGroup: modifyTargetGroup,
    DeleteTargetGroup: deleteTargetGroup,
    DescribeTargetGroupAttributes: describeTargetGroupAttributes,
    ModifyTargetGroupAttributes: modifyTargetGroupAttributes,
    RegisterTargets: registerTargets,
    DeregisterTargets: deregisterTargets,
    DescribeTargetHealth: describeTargetHealth,
    AddTags: addTags,
    RemoveTags: removeTags,
    DescribeTags: describeTags,
  },
}

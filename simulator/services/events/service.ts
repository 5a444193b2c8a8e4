import * as sdk from '@aws-sdk/client-eventbridge'
import type { Service } from '../../wire/service.ts'
import { describeEventBus, listEventBuses } from './buses.ts'
import {
  deleteRule,
  describeRule,
  disableRule,
  enableRule,
  listRules,
  listTagsForResource,
  putRule,
} from './rules.ts'
import { listRuleNamesByTarget, listTargetsByRule, putTargets, removeTargets } from './targets.ts'

export const service: Service = {
  name: 'events',
  sdk,
  signingName: 'events',
  handlers: {
    DeleteRule: deleteRule,
    DescribeEventBus: describeEventBus,
    DescribeRule: describeRule,
    DisableRule: disableRule,
    EnableRule: enableRule,
    ListEventBuses: listEventBuses,
    ListRuleNamesByTarget: listRuleNamesByTarget,
    ListRules: listRules,
    ListTagsForResource: listTagsForResource,
    ListTargetsByRule: listTargetsByRule,
    PutRule: putRule,
    PutTargets: putTargets,
    RemoveTargets: removeTargets,
  },
}

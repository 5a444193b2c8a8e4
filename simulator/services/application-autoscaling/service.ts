import * as sdk from '@aws-sdk/client-application-auto-scaling'
import type { Service } from '../../wire/service.ts'
import { deleteScalingPolicy, describeScalingPolicies, putScalingPolicy } from './policies.ts'
import { deleteScheduledAction, describeScheduledActions, putScheduledAction } from './scheduled-actions.ts'
import {
  deregisterScalableTarget,
  describeScalableTargets,
  describeScalingActivities,
  registerScalableTarget,
} from './targets.ts'

/** Scaling of ECS services: bounds, target tracking on CPU and memory, scheduled actions. */
export const applicationAutoscaling: Service = {
  name: 'application-autoscaling',
  sdk,
  signingName: 'application-autoscaling',
  handlers: {
    RegisterScalableTarget: registerScalableTarget,
    DeregisterScalableTarget: deregisterScalableTarget,
    DescribeScalableTargets: describeScalableTargets,
    DescribeScalingActivities: describeScalingActivities,
    PutScalingPolicy: putScalingPolicy,
    DescribeScalingPolicies: describeScalingPolicies,
    DeleteScalingPolicy: deleteScalingPolicy,
    PutScheduledAction: putScheduledAction,
    DescribeScheduledActions: describeScheduledActions,
    DeleteScheduledAction: deleteScheduledAction,
  },
}

import type { Service } from '../wire/service.ts'
import { applicationAutoscaling } from './application-autoscaling/service.ts'
import { service as autoscaling } from './autoscaling/service.ts'
import { cloudwatch } from './cloudwatch/service.ts'
import { service as ec2 } from './ec2/service.ts'
import { service as ecr } from './ecr/service.ts'
import { ecs } from './ecs/service.ts'
import { elbv2 } from './elbv2/service.ts'
import { service as events } from './events/service.ts'
import { service as iam } from './iam/service.ts'
import { logs } from './logs/service.ts'
import { service as scheduler } from './scheduler/service.ts'
import { service as secretsmanager } from './secretsmanager/service.ts'
import { service as servicediscovery } from './servicediscovery/service.ts'
import { service as ssm } from './ssm/service.ts'
import { service as sts } from './sts/service.ts'

/** Every simulated service, in the order of their names. What is not here answers `NotSimulated`. */
export const services: Service[] = [
  applicationAutoscaling,
  autoscaling,
  cloudwatch,
  ec2,
  ecr,
  ecs,
  elbv2,
  events,
  iam,
  logs,
  scheduler,
  secretsmanager,
  servicediscovery,
  ssm,
  sts,
]

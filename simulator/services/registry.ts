import type { Service } from '../wire/service.ts'
import { service as autoscaling } from './autoscaling/service.ts'
import { service as ec2 } from './ec2/service.ts'
import { service as ecr } from './ecr/service.ts'
import { elbv2 } from './elbv2/service.ts'
import { service as iam } from './iam/service.ts'
import { service as secretsmanager } from './secretsmanager/service.ts'
import { service as servicediscovery } from './servicediscovery/service.ts'
import { service as ssm } from './ssm/service.ts'
import { service as sts } from './sts/service.ts'

/** Every simulated service, in the order of their names. What is not here answers `NotSimulated`. */
export const services: Service[] = [
  autoscaling,
  ec2,
  ecr,
  elbv2,
  iam,
  secretsmanager,
  servicediscovery,
  ssm,
  sts,
]

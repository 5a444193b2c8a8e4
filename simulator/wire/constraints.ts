import applicationAutoScaling from './constraints/application-autoscaling.json' with { type: 'json' }
import autoscaling from './constraints/autoscaling.json' with { type: 'json' }
import cloudwatch from './constraints/cloudwatch.json' with { type: 'json' }
import ec2 from './constraints/ec2.json' with { type: 'json' }
import ecr from './constraints/ecr.json' with { type: 'json' }
import ecs from './constraints/ecs.json' with { type: 'json' }
import elbv2 from './constraints/elbv2.json' with { type: 'json' }
import events from './constraints/events.json' with { type: 'json' }
import iam from './constraints/iam.json' with { type: 'json' }
import logs from './constraints/logs.json' with { type: 'json' }
import scheduler from './constraints/scheduler.json' with { type: 'json' }
import secretsmanager from './constraints/secretsmanager.json' with { type: 'json' }
import servicediscovery from './constraints/servicediscovery.json' with { type: 'json' }
import ssm from './constraints/ssm.json' with { type: 'json' }
import sts from './constraints/sts.json' with { type: 'json' }

/**
 * What botocore's models ask of a shape, besides what the SDK's schemas say. A structure names only the members that
 * lead to a rule; `min` and `max` are a length, a size or a range by the shape's type; `enum` joins its values with `|`.
 */
export type Rule = {
  members?: Partial<Record<string, string>>
  list?: string
  map?: string[]
  min?: number
  max?: number
  pattern?: string
  enum?: string
}

/** One service: the input shape of each operation, empty where nothing is asked, and the shapes by name. */
export type Constraints = {
  apiVersion: string
  operations: Partial<Record<string, string>>
  shapes: Partial<Record<string, Rule>>
}

/** The generated constraints of each service, by its AWS CLI name. See the NOTICE beside the files. */
export const constraints: Partial<Record<string, Constraints>> = {
  'application-autoscaling': applicationAutoScaling,
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
}

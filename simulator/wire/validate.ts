import { brokenRules } from './broken-rules.ts'
import { constraints } from './constraints.ts'
import { missingMembers } from './missing.ts'
import type { Operation } from './operation.ts'
import { AwsError } from './service.ts'
import { coralMessage, type Violation } from './violation.ts'

/** The code by which each service refuses an input; `ValidationError`, the query protocol's, when not named here. */
const codes: Partial<Record<string, string>> = {
  ecs: 'InvalidParameterException',
  logs: 'InvalidParameterException',
  ecr: 'InvalidParameterException',
  'application-autoscaling': 'ValidationException',
  events: 'ValidationException',
  scheduler: 'ValidationException',
  secretsmanager: 'ValidationException',
  ssm: 'ValidationException',
  servicediscovery: 'InvalidInput',
}

/**
 * Refuses an input that AWS would refuse before any work is done: required members by the SDK's schema, then lengths,
 * patterns, ranges and enums by botocore's model. What only the service's own code checks is the handlers' part.
 */
export function validate(operation: Operation, input: unknown): void {
  const found: Violation[] = []
  if (!operation.input.isUnitSchema()) missingMembers(operation.input, input, [], found)
  const { service } = operation.service
  const rules = constraints[service.name]
  const shape = rules?.operations[operation.name]
  if (rules && shape) brokenRules(rules, (name) => sdkEnum(service.sdk, name), shape, input, [], found)
  if (found.length > 0) throw refusal(service.name, operation.name, found)
}

/** The SDK exports each enum of a service under its shape's name. */
function sdkEnum(sdk: Record<string, unknown>, shape: string): string[] {
  const value = sdk[shape]
  return typeof value === 'object' && value !== null
    ? Object.values(value).filter((one) => typeof one === 'string')
    : []
}

function refusal(service: string, operation: string, found: Violation[]): AwsError {
  if (service === 'ec2') return ec2Refusal(found[0]!)
  const missing = found.find(({ kind }) => kind === 'missing')
  if (service === 'cloudwatch' && missing) {
    return new AwsError(
      'MissingRequiredParameterException',
      `The parameter ${missing.path.join('.')} is required.`,
    )
  }
  // Of a task definition ECS says ClientException, of everything else InvalidParameterException.
  const code =
    operation === 'RegisterTaskDefinition' ? 'ClientException' : (codes[service] ?? 'ValidationError')
  return new AwsError(code, coralMessage(found))
}

/** EC2 names one parameter at a time, in its own words. */
function ec2Refusal({ kind, path, value }: Violation): AwsError {
  const name = path.join('.')
  if (kind === 'missing')
    return new AwsError('MissingParameter', `The request must contain the parameter ${name}`)
  const text = typeof value === 'object' ? JSON.stringify(value) : `${value as string | number}`
  return new AwsError('InvalidParameterValue', `Value (${text}) for parameter ${name} is invalid.`)
}

import { AwsError } from '../../wire/service.ts'

/** ELBv2's own errors, with its sentences. */
export const loadBalancerNotFound = (which?: string) =>
  new AwsError(
    'LoadBalancerNotFoundException',
    which === undefined ? 'One or more load balancers not found' : `Load balancers '[${which}]' not found`,
  )
export const targetGroupNotFound = (which?: string) =>
  new AwsError(
    'TargetGroupNotFoundException',
    which === undefined ? 'One or more target groups not found' : `Target groups '${which}' not found`,
  )
export const listenerNotFound = () =>
  new AwsError('ListenerNotFoundException', 'One or more listeners not found')
export const ruleNotFound = () => new AwsError('RuleNotFoundException', 'One or more rules not found')
export const invalid = (message: string) => new AwsError('ValidationError', message)
export const invalidMarker = () => invalid('The marker is not valid')
export const operationNotPermitted = (message: string) =>
  new AwsError('OperationNotPermittedException', message)
export const invalidConfiguration = (message: string) =>
  new AwsError('InvalidConfigurationRequestException', message)
export const notSimulated = (what: string) => new AwsError('NotSimulated', `${what} is not simulated`)

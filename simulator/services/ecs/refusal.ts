import { AwsError } from '../../wire/service.ts'

/** `InvalidParameterException`: ECS's word for most bad input. */
export const invalid = (message: string) => new AwsError('InvalidParameterException', message)
/** `ClientException`: what the caller asked cannot be done to this thing. */
export const client = (message: string) => new AwsError('ClientException', message)

export const clusterNotFound = () => new AwsError('ClusterNotFoundException', 'Cluster not found.')
export const serviceNotFound = () => new AwsError('ServiceNotFoundException', 'Service not found.')
export const serviceNotActive = () => new AwsError('ServiceNotActiveException', 'Service was not ACTIVE.')
export const resourceNotFound = () =>
  new AwsError('ResourceNotFoundException', 'The specified resource could not be found.')

/** What real ECS would do but this one does not act out: said loudly rather than done wrongly. */
export const notSimulated = (what: string) => new AwsError('NotSimulated', `Not simulated: ${what}.`)

/** Refuses an empty batch and one over AWS's limit for the call. */
export function checkBatch(name: string, items: readonly unknown[] | undefined, limit: number): void {
  if (!items || items.length === 0) throw invalid(`${name} cannot be empty.`)
  if (items.length > limit) throw invalid(`${name} cannot have more than ${limit} elements.`)
}

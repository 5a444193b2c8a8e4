/** IAM's prefix of a service's actions where it is not the service's name. */
const iamPrefixes: Record<string, string> = { elbv2: 'elasticloadbalancing' }

/** Who did what: `callerArn` as GetCallerIdentity says it, the service by its AWS CLI name. */
export type Attempt = { callerArn: string; serviceName: string; operationName: string }

/** What AWS says along with an error code; for a code whose sentence is not known, that it was asked for. */
export function sentenceOf(code: string, attempt: Attempt): string {
  if (/^Throttl|^RequestLimitExceeded$/.test(code)) return 'Rate exceeded'
  if (code.startsWith('ExpiredToken')) return 'The security token included in the request is expired'
  if (/^(UnrecognizedClient|InvalidClientTokenId)/.test(code))
    return 'The security token included in the request is invalid.'
  if (code.startsWith('ServiceUnavailable')) return 'The service is unavailable. Please try again shortly.'
  if (code === 'ServerException') return 'Service Unavailable. Please try again later.'
  if (/^Internal(Failure|Error|ServerError)$/.test(code))
    return 'The request processing has failed because of an unknown error, exception or failure.'
  if (code.startsWith('AccessDenied')) return denialOf(attempt)
  return `${code}: the simulator was told to.`
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
function denialOf({ callerArn, serviceName, operationName }: Attempt): string {
  const action = `${iamPrefixes[serviceName] ?? serviceName}:${operationName}`
  return `User: ${callerArn} is not authorized to perform: ${action} on resource: * because no identity-based policy allows the ${action} action`
}

import { invalid } from './error.ts'

/**
 * Names of load balancers and target groups: letters, digits and hyphens, at most 32, no hyphen at either end.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
 */
export function checkName(what: 'load balancer' | 'target group', name: string): void {
  const said = `The ${what} name '${name}'`
  if (name.length === 0) throw invalid(`A ${what} name cannot be empty`)
  if (name.length > 32) throw invalid(`${said} cannot be longer than '32' characters`)
  if (!/^[A-Za-z0-9-]+$/.test(name))
    throw invalid(`${said} can only contain characters that are alphanumeric characters and hyphens(-)`)
  if (name.startsWith('-') || name.endsWith('-'))
    throw invalid(`${said} cannot begin or end with a hyphen(-)`)
  if (what === 'load balancer' && name.startsWith('internal-'))
    throw invalid(`${said} cannot begin with 'internal-'`)
}

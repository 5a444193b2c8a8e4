import type { ParameterType } from '@aws-sdk/client-ssm'
import type { Slice, World } from '../../world.ts'

/** A parameter; a `SecureString` has no value here, as the simulator keeps no secrets. */
export type Parameter = {
  name: string
  type: ParameterType
  value: string | undefined
  lastModifiedAt: number
  version: number
}

/** Parameters by name. */
export const parameters: Slice<Map<string, Parameter>> = { name: 'ssm', make: () => new Map() }

/** Makes a parameter (`value` undefined = SecureString) and returns its ARN. */
export function addParameter(world: World, name: string, lastModifiedAt: number, value?: string): string {
  const type = value === undefined ? 'SecureString' : 'String'
  world.slice(parameters).set(name, { name, type, value, lastModifiedAt, version: 1 })
  return parameterArn(world, name)
}

export function parameterArn(world: World, name: string): string {
  return `arn:aws:ssm:${world.region}:${world.account}:parameter/${name.replace(/^\//, '')}`
}

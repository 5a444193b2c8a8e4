import type { World } from '../../world.ts'
import { invalid } from './refusal.ts'
import { ecsState } from './state.ts'

/**
 * `arn:aws:ecs:<region>:<account>:<resource>`, e.g. resource `service/shop-prod/web`. Joined, so that it is one string
 * and not a chain of its pieces, which takes three times the memory: a large estate has fifty thousand of them.
 */
export const ecsArn = (world: World, resource: string) =>
  ['arn:aws:ecs', world.region, world.account, resource].join(':')

/** Cluster and service names: letters, digits, hyphens, underscores, 1–255 of them. */
export const NAME = /^[a-zA-Z0-9_-]{1,255}$/

const ARN = /^arn:aws[a-z-]*:ecs:([a-z0-9-]+):(\d{12}):([a-z-]+)\/(.+)$/s

/** The path after `<type>/` of an ECS ARN of this world; undefined when `ref` is no ARN; refuses foreign ones. */
export function arnPath(world: World, ref: string, type: string): string | undefined {
  if (!ref.startsWith('arn:')) return undefined
  const parts = ARN.exec(ref)
  if (!parts || parts[3] !== type) throw invalid(`Invalid identifier: ${ref}`)
  if (parts[2] !== world.account) {
    throw invalid(`Identifier is for ${parts[2]}. Your accountId is ${world.account}`)
  }
  if (parts[1] !== world.region)
    throw invalid(`Identifier is for ${parts[1]}. Your region is ${world.region}`)
  return parts[4]
}

/** The name in a cluster's name or ARN; `default` when none is given. */
export function clusterNameOf(world: World, ref: string | undefined): string {
  if (ref === undefined || ref === '') return 'default'
  const name = arnPath(world, ref, 'cluster') ?? ref
  // A scenario may have made one whose name AWS would refuse.
  if (!NAME.test(name) && !ecsState(world).clusters.has(name))
    throw invalid(`Invalid cluster identifier: ${name}`)
  return name
}

/** The last segment of an ARN path, or the plain name; refuses a resource of another cluster. */
export function nameInCluster(world: World, ref: string, type: string, clusterName: string): string {
  const path = arnPath(world, ref, type)
  if (path === undefined) return ref
  if (path.startsWith(`${clusterName}/`)) return path.slice(clusterName.length + 1)
  const parts = path.split('/')
  const name = parts.at(-1)!
  if (parts.length === 2 && parts[0] !== clusterName) {
    throw invalid(`Identifier is for cluster ${parts[0]}. Your cluster is ${clusterName}`)
  }
  return name
}

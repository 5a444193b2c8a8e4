import { fraction } from '../../random.ts'
import type { Reshape, Shape } from './shape.ts'

/** What ECS describes in batches, by the member of the answer, with the member that holds the ARN. */
export const describedArns: Record<string, string> = {
  capacityProviders: 'capacityProviderArn',
  clusters: 'clusterArn',
  containerInstances: 'containerInstanceArn',
  serviceDeployments: 'serviceDeploymentArn',
  serviceRevisions: 'serviceRevisionArn',
  services: 'serviceArn',
  tasks: 'taskArn',
}

type Failure = { arn: string; reason: string }

/**
 * Moves what `isMissing` says from the described to the failures of an answer, as ECS says of what it does not know. Answers
 * without failures stay as they are.
 */
export function withoutMissing(
  output: Shape,
  isMissing: (arn: string, index: number, item: Shape) => boolean,
): Shape {
  if (!Array.isArray(output.failures)) return output
  const [name, arnName] = Object.entries(describedArns).find(([list]) => Array.isArray(output[list])) ?? []
  if (!name || !arnName) return output
  const failures = [...(output.failures as Failure[])]
  const found = (output[name] as Shape[]).filter((item, i) => {
    const arn = String(item[arnName])
    const missing = isMissing(arn, i, item)
    if (missing) failures.push({ arn, reason: 'MISSING' })
    return !missing
  })
  return { ...output, [name]: found, failures }
}

/** The first of each answer is missing. */
export const failOne: Reshape = async ({ input }, next) =>
  withoutMissing(await next(input), (_, i) => i === 0)

/** One in three is missing, always the same ones, in every account. */
export const failSome: Reshape = async ({ input, world }, next) =>
  withoutMissing(await next(input), (arn) => fraction(world.seed, 'missing', nameIn(arn)) < 1 / 3)

/** `service/shop-prod/web` of `arn:aws:ecs:eu-west-1:111122223333:service/shop-prod/web`. */
const nameIn = (arn: string) => arn.split(':').slice(5).join(':')

export const failAll: Reshape = async ({ input }, next) => withoutMissing(await next(input), () => true)

/** All are missing, and a thousand that nobody asked for. */
export const failMany: Reshape = async ({ input, world, operation }, next) => {
  const output = withoutMissing(await next(input), () => true)
  if (!Array.isArray(output.failures)) return output
  const more = Array.from({ length: 1000 }, (_, i) => ({
    arn: `arn:aws:ecs:${world.region}:${world.account}:unasked/${operation.name}/${i}`,
    reason: 'MISSING',
  }))
  return { ...output, failures: [...(output.failures as Failure[]), ...more] }
}

import { fraction } from '../../random.ts'
import { ecsState } from '../../services/ecs/state.ts'
import { AwsError } from '../../wire/service.ts'
import type { Slice, World } from '../../world.ts'
import { withoutMissing } from './failures.ts'
import type { Reshape, Shape } from './shape.ts'

/** When clusters were created, by ARN (epoch ms): the one thing of ECS that does not say so itself. */
const births: Slice<Map<string, number>> = { name: 'births', make: () => new Map() }

/** Tells that a cluster was created now. */
export function noteBirth(world: World, clusterArn: string): void {
  world.slice(births).set(clusterArn, world.now)
}

const longestMs = 30_000

/** How long a new thing stays out of sight of the Describes: its own time between 10 and 30 s. */
const hiddenMs = (world: World, arn: string) =>
  10_000 + fraction(world.seed, 'eventual', arn) * (longestMs - 10_000)

function isHidden(world: World, arn: string, bornAt: number): boolean {
  return world.now - bornAt < hiddenMs(world, arn)
}

/**
 * ECS is eventually consistent: what was just created may not be described yet though it is listed.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html
 */
export const eventual: Reshape = async ({ input, operation, world }, next) => {
  const known = ecsState(world).clusters.get((input.clusterName as string | undefined) ?? 'default')
  const output = await next(input)
  if (operation.name === 'CreateCluster' && known?.cluster.status !== 'ACTIVE')
    noteBirth(world, (output.cluster as { clusterArn: string }).clusterArn)
  if (operation.name === 'DescribeTaskDefinition') refuseNew(world, output)
  if (!operation.name.startsWith('Describe')) return output
  return withoutMissing(output, (arn, _, item) => {
    const bornAt = item.createdAt instanceof Date ? item.createdAt.getTime() : world.slice(births).get(arn)
    return bornAt !== undefined && isHidden(world, arn, bornAt)
  })
}

function refuseNew(world: World, output: Shape): void {
  const { taskDefinitionArn = '', registeredAt } = output.taskDefinition as {
    taskDefinitionArn?: string
    registeredAt?: Date
  }
  if (registeredAt && isHidden(world, taskDefinitionArn, registeredAt.getTime()))
    throw new AwsError('ClientException', 'Unable to describe task definition.')
}

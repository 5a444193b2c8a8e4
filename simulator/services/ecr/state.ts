import type { Repository, Tag } from '@aws-sdk/client-ecr'
import { hash } from '../../random.ts'
import type { Slice, World } from '../../world.ts'
import { digestOf } from '../ecs/task/digest.ts'

/** An image in a repository: one manifest with its tags. */
export type EcrImage = { digest: string; tags: string[]; pushedAt: number; sizeBytes: number }

export type EcrRepository = { repository: Repository; tags: Tag[]; images: Map<string, EcrImage> }

/** Repositories by name. */
export const ecr: Slice<Map<string, EcrRepository>> = { name: 'ecr', make: () => new Map() }

/** Makes a private repository and returns its URI, e.g. `111122223333.dkr.ecr.eu-west-1.amazonaws.com/web`. */
export function addRepository(
  world: World,
  name: string,
  createdAt: number,
  tags: Record<string, string> = {},
): string {
  const repositoryUri = `${world.account}.dkr.ecr.${world.region}.amazonaws.com/${name}`
  world.slice(ecr).set(name, {
    repository: {
      repositoryName: name,
      repositoryUri,
      repositoryArn: `arn:aws:ecr:${world.region}:${world.account}:repository/${name}`,
      registryId: world.account,
      createdAt: new Date(createdAt),
      imageTagMutability: 'IMMUTABLE',
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: { encryptionType: 'AES256' },
    },
    tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    images: new Map(),
  })
  return repositoryUri
}

/**
 * Pushes an image under a tag; returns the reference that a task definition uses, `<uri>:<tag>`. Its digest is the one
 * that ECS shows as `imageDigest` of a container that runs it.
 */
export function pushImage(world: World, repositoryName: string, tag: string, pushedAt: number): string {
  const found = world.slice(ecr).get(repositoryName)
  if (!found) throw new Error(`no repository ${repositoryName} in this world`)
  const reference = `${found.repository.repositoryUri}:${tag}`
  const digest = digestOf(world, reference)
  const sizeBytes = 30_000_000 + (hash(world.seed, reference) % 90_000_000)
  found.images.set(digest, { digest, tags: [tag], pushedAt, sizeBytes })
  return reference
}

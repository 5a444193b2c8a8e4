import type {
  DescribeImagesCommandInput,
  DescribeImagesCommandOutput,
  ImageDetail,
  ImageIdentifier,
  ListImagesCommandInput,
  ListImagesCommandOutput,
} from '@aws-sdk/client-ecr'
import { AwsError, type Call } from '../../wire/service.ts'
import { page, sortedBy } from '../page.ts'
import { badToken, repositoryNamed } from './repositories.ts'
import type { EcrImage } from './state.ts'

type Answer<T> = Omit<T, '$metadata'>

const digestOf = (image: EcrImage) => image.digest
const idOf = (id: ImageIdentifier) => `${id.imageDigest}:${id.imageTag ?? ''}`

export function describeImages(
  input: DescribeImagesCommandInput,
  call: Call,
): Answer<DescribeImagesCommandOutput> {
  const found = repositoryNamed(call, input.repositoryName ?? '', input.registryId)
  const detail = (image: EcrImage): ImageDetail => ({
    registryId: call.world.account,
    repositoryName: found.repository.repositoryName,
    imageDigest: image.digest,
    ...(image.tags.length > 0 && { imageTags: image.tags }),
    imageSizeInBytes: image.sizeBytes,
    imagePushedAt: new Date(image.pushedAt),
    imageManifestMediaType: 'application/vnd.oci.image.manifest.v1+json',
    artifactMediaType: 'application/vnd.oci.image.config.v1+json',
  })
  if (input.imageIds?.length) {
    if (input.maxResults !== undefined || input.nextToken !== undefined) {
      const message = 'maxResults and nextToken cannot be used with imageIds'
      throw new AwsError('InvalidParameterException', message)
    }
    const named = input.imageIds.map((id) =>
      imageOf([...found.images.values()], id, input.repositoryName ?? ''),
    )
    return { imageDetails: [...new Set(named)].map(detail) }
  }
  const kept = tagFilter([...found.images.values()], input.filter?.tagStatus)
  const { items, nextToken } = page(
    sortedBy(kept, digestOf),
    digestOf,
    input.maxResults ?? 100,
    input.nextToken,
    badToken,
  )
  return { imageDetails: items.map(detail), nextToken }
}

export function listImages(input: ListImagesCommandInput, call: Call): Answer<ListImagesCommandOutput> {
  const found = repositoryNamed(call, input.repositoryName ?? '', input.registryId)
  const kept = tagFilter([...found.images.values()], input.filter?.tagStatus)
  const ids = kept.flatMap((image): ImageIdentifier[] =>
    image.tags.length
      ? image.tags.map((imageTag) => ({ imageDigest: image.digest, imageTag }))
      : [{ imageDigest: image.digest }],
  )
  const { items, nextToken } = page(
    sortedBy(ids, idOf),
    idOf,
    input.maxResults ?? 100,
    input.nextToken,
    badToken,
  )
  return { imageIds: items, nextToken }
}

function tagFilter(images: EcrImage[], status: string | undefined): EcrImage[] {
  if (status === 'TAGGED') return images.filter((image) => image.tags.length > 0)
  if (status === 'UNTAGGED') return images.filter((image) => image.tags.length === 0)
  return images
}

function imageOf(images: EcrImage[], id: ImageIdentifier, repository: string): EcrImage {
  const image = images.find(
    (one) =>
      (id.imageDigest === undefined || one.digest === id.imageDigest) &&
      (id.imageTag === undefined || one.tags.includes(id.imageTag)),
  )
  if (image) return image
  const wanted = `{imageDigest:'${id.imageDigest ?? 'null'}', imageTag:'${id.imageTag ?? 'null'}'}`
  const message = `The image with imageId ${wanted} does not exist within the repository with name '${repository}'`
  throw new AwsError('ImageNotFoundException', message)
}

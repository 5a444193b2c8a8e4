import * as sdk from '@aws-sdk/client-ecr'
import type { Service } from '../../wire/service.ts'
import { describeImages, listImages } from './images.ts'
import { describeRepositories, listTagsForResource } from './repositories.ts'

export const service: Service = {
  name: 'ecr',
  sdk,
  signingName: 'ecr',
  handlers: {
    DescribeImages: describeImages,
    DescribeRepositories: describeRepositories,
    ListImages: listImages,
    ListTagsForResource: listTagsForResource,
  },
}

import { ECR, paginateDescribeImages, paginateListImages } from '@aws-sdk/client-ecr'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../../server.ts'
import { digestOf } from '../ecs/task/digest.ts'
import { errorCode, testWorld } from '../test-world.ts'
import { service } from './service.ts'
import { addRepository, pushImage } from './state.ts'

const now = Date.UTC(2026, 8, 21, 12)
const account = '300000000001'
let simulator: Simulator
let ecr: ECR

beforeAll(async () => {
  simulator = await startSimulator({ now, services: [service] })
  const { world, client } = testWorld(simulator, account)
  ecr = new ECR(client)
  addRepository(world, 'shop/web', now, { team: 'storefront' })
  addRepository(world, 'api', now)
  for (let i = 0; i < 7; i++) pushImage(world, 'shop/web', `1.0.${i}`, now + i * 1000)
})
afterAll(() => simulator.close())

test('repositories are listed by name and found by name', async () => {
  const { repositories } = await ecr.describeRepositories({})
  expect(repositories?.map((one) => one.repositoryName)).toEqual(['api', 'shop/web'])
  const found = await ecr.describeRepositories({ repositoryNames: ['shop/web'] })
  expect(found.repositories?.[0]?.repositoryUri).toBe(`${account}.dkr.ecr.eu-west-1.amazonaws.com/shop/web`)
})

test('images come in pages, each once; ids and details agree', async () => {
  const detailed: string[] = []
  for await (const page of paginateDescribeImages(
    { client: ecr, pageSize: 3 },
    { repositoryName: 'shop/web' },
  )) {
    expect(page.imageDetails?.length).toBeLessThanOrEqual(3)
    detailed.push(...(page.imageDetails ?? []).map((one) => `${one.imageDigest} ${one.imageTags?.join()}`))
  }
  const listed: string[] = []
  for await (const page of paginateListImages({ client: ecr, pageSize: 2 }, { repositoryName: 'shop/web' })) {
    listed.push(...(page.imageIds ?? []).map((one) => `${one.imageDigest} ${one.imageTag}`))
  }
  expect(detailed).toHaveLength(7)
  expect(listed).toEqual(detailed)
})

test('the digest of a tag is the one that ECS shows for a container that runs it', async () => {
  const { imageDetails } = await ecr.describeImages({
    repositoryName: 'shop/web',
    imageIds: [{ imageTag: '1.0.3' }],
  })
  const reference = `${account}.dkr.ecr.eu-west-1.amazonaws.com/shop/web:1.0.3`
  expect(imageDetails?.[0]?.imageDigest).toBe(digestOf(testWorld(simulator, account).world, reference))
  expect(imageDetails?.[0]?.imagePushedAt).toEqual(new Date(now + 3000))
})

test.each([
  ['RepositoryNotFoundException', () => ecr.describeRepositories({ repositoryNames: ['nowhere'] })],
  ['RepositoryNotFoundException', () => ecr.listImages({ repositoryName: 'nowhere' })],
  [
    'ImageNotFoundException',
    () => ecr.describeImages({ repositoryName: 'api', imageIds: [{ imageTag: 'latest' }] }),
  ],
  ['InvalidParameterException', () => ecr.describeRepositories({ nextToken: 'made up' })],
])('%s', async (code, call) => {
  expect(await errorCode(call())).toBe(code)
})

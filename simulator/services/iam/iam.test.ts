import { IAM, paginateListRoles } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../../server.ts'
import { errorCode, testWorld } from '../test-world.ts'
import { service } from './service.ts'
import { addInstanceProfile, addRole } from './state.ts'

const now = Date.UTC(2026, 8, 21, 12)
let simulator: Simulator
let iam: IAM

beforeAll(async () => {
  simulator = await startSimulator({ now, services: [service] })
  const { world, client } = testWorld(simulator, '300000000001')
  iam = new IAM(client)
  for (let i = 0; i < 5; i++) {
    addRole(world, { name: `app-${i}`, trusts: 'ecs-tasks.amazonaws.com', createdAt: now })
  }
  addRole(world, {
    name: 'ecsInstanceRole',
    path: '/nodes/',
    trusts: 'ec2.amazonaws.com',
    createdAt: now,
    policies: ['service-role/AmazonEC2ContainerServiceforEC2Role'],
  })
  addInstanceProfile(world, 'ecsInstanceRole')
})
afterAll(() => simulator.close())

test('roles come in pages of the asked size, with the policy that says who may assume them', async () => {
  const names: string[] = []
  for await (const page of paginateListRoles({ client: iam, pageSize: 4 }, {})) {
    names.push(...(page.Roles ?? []).map((role) => role.RoleName ?? ''))
  }
  expect(names).toEqual(['app-0', 'app-1', 'app-2', 'app-3', 'app-4', 'ecsInstanceRole'])
  const { Role } = await iam.getRole({ RoleName: 'app-0' })
  const trust: unknown = JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''))
  expect(trust).toMatchObject({ Statement: [{ Principal: { Service: 'ecs-tasks.amazonaws.com' } }] })
})

test('a path prefix narrows the list', async () => {
  const { Roles } = await iam.listRoles({ PathPrefix: '/nodes/' })
  expect(Roles?.map((role) => role.Arn)).toEqual(['arn:aws:iam::300000000001:role/nodes/ecsInstanceRole'])
})

test('an instance profile holds its role, a role its policies', async () => {
  const { InstanceProfiles } = await iam.listInstanceProfiles({})
  expect(InstanceProfiles?.[0]?.Roles?.[0]?.RoleName).toBe('ecsInstanceRole')
  const { AttachedPolicies } = await iam.listAttachedRolePolicies({ RoleName: 'ecsInstanceRole' })
  expect(AttachedPolicies?.[0]?.PolicyArn).toBe(
    'arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role',
  )
})

test('a role that is not there', async () => {
  expect(await errorCode(iam.getRole({ RoleName: 'nobody' }))).toMatch(/^NoSuchEntity/)
  expect(await errorCode(iam.getInstanceProfile({ InstanceProfileName: 'nobody' }))).toMatch(/^NoSuchEntity/)
})

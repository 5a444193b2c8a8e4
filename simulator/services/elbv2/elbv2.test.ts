import * as sdk from '@aws-sdk/client-elastic-load-balancing-v2'
import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { teachImage, type Run } from '../../image.ts'
import { startSimulator, type Simulator } from '../../server.ts'
import { addSubnet, addVpc } from '../ec2/network.ts'
import { elbv2 } from './service.ts'
import { targetRegistry } from './target-registry.ts'

const now = Date.UTC(2026, 8, 21, 12)
const region = 'eu-west-1'
let simulator: Simulator
let accounts = 0

beforeAll(async () => {
  simulator = await startSimulator({ now, services: [elbv2] })
})
afterAll(() => simulator.close())

const forward = (TargetGroupArn: string): sdk.Action[] => [{ Type: 'forward', TargetGroupArn }]

/** A fresh account with a VPC, a client for it, and a load balancer when asked for. */
function freshAccount() {
  const account = String(300000000000 + accounts++)
  const { world } = simulator.worlds.estate({ account, region })
  const client = new ElasticLoadBalancingV2({
    endpoint: simulator.url,
    region,
    credentials: { accessKeyId: account, secretAccessKey: 'x' },
    maxAttempts: 1,
  })
  const vpc = addVpc(world, 'main', '10.0.0.0/16')
  const subnets = ['a', 'b'].map((zone, i) =>
    addSubnet(world, vpc, { name: zone, zone, cidr: `10.0.${i}.0/24` }),
  )
  const group = async (Name: string, more: Partial<sdk.CreateTargetGroupCommandInput> = {}) => {
    const made = await client.createTargetGroup({
      Name,
      Protocol: 'HTTP',
      Port: 80,
      VpcId: vpc,
      TargetType: 'ip',
      ...more,
    })
    return made.TargetGroups?.[0]?.TargetGroupArn ?? ''
  }
  const balancer = async (Name: string) => {
    const made = await client.createLoadBalancer({ Name, Subnets: subnets })
    return made.LoadBalancers?.[0] ?? {}
  }
  const listen = async (LoadBalancerArn: string | undefined, groupArn: string, Port = 80) => {
    const made = await client.createListener({
      LoadBalancerArn,
      Protocol: 'HTTP',
      Port,
      DefaultActions: forward(groupArn),
    })
    return made.Listeners?.[0]?.ListenerArn ?? ''
  }
  const health = async (TargetGroupArn: string) => {
    const answer = await client.describeTargetHealth({ TargetGroupArn })
    return answer.TargetHealthDescriptions?.map((each) => each.TargetHealth) ?? []
  }
  const run = (image: string): Run => ({
    seed: 1,
    taskId: 'a'.repeat(32),
    containerName: 'app',
    image,
    command: [],
    environment: {},
    startedAt: world.now,
  })
  return { account, world, client, vpc, subnets, group, balancer, listen, health, run }
}

const refusal = async (promise: Promise<unknown>) => {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return error instanceof Error ? { name: error.name, message: error.message } : error
}

test('a load balancer is provisioned, then active, and has the ARN and DNS name that AWS would give', async () => {
  const { world, client, balancer, subnets, account } = freshAccount()
  const made = await balancer('shop')
  expect(made.LoadBalancerArn).toMatch(
    new RegExp(`^arn:aws:elasticloadbalancing:eu-west-1:${account}:loadbalancer/app/shop/[0-9a-f]{16}$`),
  )
  expect(made.DNSName).toMatch(/^shop-\d+\.eu-west-1\.elb\.amazonaws\.com$/)
  expect(made.State?.Code).toBe('provisioning')
  expect(made.SecurityGroups).toHaveLength(1)
  expect(made.AvailabilityZones?.map((zone) => zone.SubnetId)).toEqual(subnets)
  world.advance(61_000)
  const again = await client.describeLoadBalancers({ Names: ['shop'] })
  expect(again.LoadBalancers?.[0]?.State?.Code).toBe('active')
  expect(again.LoadBalancers?.[0]?.CreatedTime?.getTime()).toBe(now)
})

test('names, subnets and unknown things are refused with the codes of AWS', async () => {
  const { client, subnets, group, vpc } = freshAccount()
  const make = (Name: string, Subnets = subnets) => refusal(client.createLoadBalancer({ Name, Subnets }))
  expect(await make('-shop')).toMatchObject({ name: 'ValidationError' })
  expect(await make('s'.repeat(33))).toMatchObject({ name: 'ValidationError' })
  expect(await make('sh_op')).toMatchObject({ name: 'ValidationError' })
  expect(await make('shop', ['subnet-1', 'subnet-2'])).toMatchObject({ name: 'SubnetNotFoundException' })
  expect(await make('shop', subnets.slice(0, 1))).toMatchObject({
    name: 'InvalidConfigurationRequestException',
  })
  const none = `arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/none/0123456789abcdef`
  expect(await refusal(client.describeTargetHealth({ TargetGroupArn: none }))).toEqual({
    name: 'TargetGroupNotFoundException',
    message: 'One or more target groups not found',
  })
  expect(await refusal(client.describeLoadBalancers({ Names: ['none'] }))).toMatchObject({
    name: 'LoadBalancerNotFoundException',
  })
  await group('web')
  expect(await group('web')).toBe(await group('web'))
  const other = client.createTargetGroup({
    Name: 'web',
    Protocol: 'HTTP',
    Port: 81,
    VpcId: vpc,
    TargetType: 'ip',
  })
  expect(await refusal(other)).toMatchObject({ name: 'DuplicateTargetGroupNameException' })
})

test('a target is registered, checked, healthy after its first good answer, drained and gone', async () => {
  const { world, client, group, balancer, listen, health, run } = freshAccount()
  const arn = await group('web', { HealthyThresholdCount: 3, HealthCheckIntervalSeconds: 10 })
  const target = { id: '10.0.0.7', port: 80, availabilityZone: 'eu-west-1a' }
  targetRegistry.register(world, arn, target, run('web:1'))
  expect(await health(arn)).toMatchObject([{ State: 'unused', Reason: 'Target.NotInUse' }])
  await listen((await balancer('shop')).LoadBalancerArn, arn)
  expect(await health(arn)).toMatchObject([{ State: 'initial', Reason: 'Elb.RegistrationInProgress' }])
  teachImage(world, 'web', { probe: (_run, _path, ageMs) => (ageMs < 10_000 ? 503 : 200) })
  world.advance(5_000)
  expect(await health(arn)).toMatchObject([{ State: 'initial', Reason: 'Elb.InitialHealthChecking' }])
  world.advance(8_900)
  expect(await health(arn)).toMatchObject([{ State: 'initial' }])
  world.advance(200)
  expect(await health(arn)).toEqual([{ State: 'healthy' }])
  await client.modifyTargetGroupAttributes({
    TargetGroupArn: arn,
    Attributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '20' }],
  })
  expect(targetRegistry.deregister(world, arn, target)).toBe(20_000)
  expect(await health(arn)).toMatchObject([{ State: 'draining', Reason: 'Target.DeregistrationInProgress' }])
  world.advance(20_000)
  expect(await health(arn)).toEqual([])
  expect(targetRegistry.health(world, arn, target)).toMatchObject({ state: 'unused' })
})

test('a wrong answer and no answer are told apart, and a repaired path heals', async () => {
  const { world, client, group, balancer, listen, health, run } = freshAccount()
  teachImage(world, 'search', { probe: (_run, path) => (path === '/ok' ? 200 : 404) })
  teachImage(world, 'deaf', { probe: () => 'timeout' })
  const arn = await group('search', { HealthCheckPath: '/healthz', HealthyThresholdCount: 2 })
  await listen((await balancer('shop')).LoadBalancerArn, arn)
  const target = { id: '10.0.0.7', port: 80, availabilityZone: 'eu-west-1a' }
  targetRegistry.register(world, arn, target, run('search:1'))
  targetRegistry.register(world, arn, { ...target, id: '10.0.0.8' }, run('deaf:1'))
  world.advance(120_000)
  expect(await health(arn)).toEqual([
    {
      State: 'unhealthy',
      Reason: 'Target.ResponseCodeMismatch',
      Description: 'Health checks failed with these codes: [404]',
    },
    { State: 'unhealthy', Reason: 'Target.Timeout', Description: 'Request timed out' },
  ])
  expect(targetRegistry.health(world, arn, target)).toMatchObject({ state: 'unhealthy', codes: [404] })
  await client.modifyTargetGroup({ TargetGroupArn: arn, HealthCheckPath: '/ok' })
  expect((await health(arn))[0]?.State).toBe('unhealthy')
  world.advance(25_000)
  expect((await health(arn))[0]?.State, 'one good answer heals none that failed').toBe('unhealthy')
  world.advance(40_000)
  expect((await health(arn))[0]).toEqual({ State: 'healthy' })
})

test('rules have priorities that are unique, may change places, and hold their groups', async () => {
  const { client, group, balancer, listen } = freshAccount()
  const [web, api] = [await group('web'), await group('api')]
  const { LoadBalancerArn } = await balancer('shop')
  const ListenerArn = await listen(LoadBalancerArn, web)
  const rule = (Priority: number, path: string) =>
    client.createRule({
      ListenerArn,
      Priority,
      Conditions: [{ Field: 'path-pattern', Values: [path] }],
      Actions: forward(api),
    })
  const first = (await rule(10, '/api/*')).Rules?.[0]?.RuleArn ?? ''
  const second = (await rule(20, '/v2/*')).Rules?.[0]?.RuleArn ?? ''
  expect(await refusal(rule(10, '/x'))).toEqual({
    name: 'PriorityInUseException',
    message: "Priority '10' is currently in use",
  })
  await client.setRulePriorities({
    RulePriorities: [
      { RuleArn: first, Priority: 20 },
      { RuleArn: second, Priority: 10 },
    ],
  })
  const { Rules = [] } = await client.describeRules({ ListenerArn })
  expect(Rules.map((each) => each.Priority)).toEqual(['10', '20', 'default'])
  expect(Rules[0]?.Conditions).toEqual([
    { Field: 'path-pattern', Values: ['/v2/*'], PathPatternConfig: { Values: ['/v2/*'] } },
  ])
  expect(await refusal(client.deleteRule({ RuleArn: Rules[2]?.RuleArn }))).toMatchObject({
    name: 'OperationNotPermittedException',
  })
  expect(await refusal(client.deleteTargetGroup({ TargetGroupArn: api }))).toEqual({
    name: 'ResourceInUseException',
    message: `Target group '${api}' is currently in use by a listener or a rule`,
  })
  const groups = await client.describeTargetGroups({ LoadBalancerArn })
  expect(groups.TargetGroups?.map((each) => each.TargetGroupName).sort()).toEqual(['api', 'web'])
  await client.deleteLoadBalancer({ LoadBalancerArn })
  await client.deleteTargetGroup({ TargetGroupArn: api })
  expect(await refusal(client.describeListeners({ ListenerArns: [ListenerArn] }))).toMatchObject({
    name: 'ListenerNotFoundException',
  })
})

test('a group belongs to one load balancer, a port to one listener', async () => {
  const { group, balancer, listen } = freshAccount()
  const web = await group('web')
  const shop = await balancer('shop')
  await listen(shop.LoadBalancerArn, web)
  expect(await refusal(listen(shop.LoadBalancerArn, web))).toMatchObject({
    name: 'DuplicateListenerException',
  })
  const admin = await balancer('admin')
  expect(await refusal(listen(admin.LoadBalancerArn, web))).toMatchObject({
    name: 'TargetGroupAssociationLimitException',
  })
})

test('deletion protection, tags and attributes', async () => {
  const { client, balancer } = freshAccount()
  const { LoadBalancerArn = '' } = await balancer('shop')
  const protect = (Value: string) =>
    client.modifyLoadBalancerAttributes({
      LoadBalancerArn,
      Attributes: [{ Key: 'deletion_protection.enabled', Value }],
    })
  await protect('true')
  expect(await refusal(client.deleteLoadBalancer({ LoadBalancerArn }))).toMatchObject({
    name: 'OperationNotPermittedException',
  })
  await protect('false')
  await client.addTags({ ResourceArns: [LoadBalancerArn], Tags: [{ Key: 'team', Value: 'shop' }] })
  const tags = await client.describeTags({ ResourceArns: [LoadBalancerArn] })
  expect(tags.TagDescriptions).toEqual([
    { ResourceArn: LoadBalancerArn, Tags: [{ Key: 'team', Value: 'shop' }] },
  ])
  await client.deleteLoadBalancer({ LoadBalancerArn })
  expect(await refusal(client.describeTags({ ResourceArns: [LoadBalancerArn] }))).toMatchObject({
    name: 'LoadBalancerNotFoundException',
  })
})

test('lists are paged to their end', async () => {
  const { client, group } = freshAccount()
  for (let i = 0; i < 7; i++) await group(`group-${i}`)
  const names: (string | undefined)[] = []
  const pages = sdk.paginateDescribeTargetGroups({ client }, { PageSize: 3 })
  for await (const { TargetGroups = [] } of pages) {
    expect(TargetGroups.length).toBeLessThanOrEqual(3)
    names.push(...TargetGroups.map((each) => each.TargetGroupName))
  }
  expect(names.toSorted((a = '', b = '') => (a < b ? -1 : 1))).toEqual(
    Array.from({ length: 7 }, (_, i) => `group-${i}`),
  )
})

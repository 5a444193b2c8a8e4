import { describe, expect, test } from 'vitest'
import { addressesTo, type ListenerFacts } from './addresses'
import type { TargetHealth } from './contract'
import { targetOf } from './join'

const target = (targetId: string, port: number | null, state = 'healthy'): TargetHealth => ({
  targetGroupArn: 'arn:tg',
  targetGroupName: 'tg',
  targetId,
  port,
  state,
  reason: null,
  description: null,
})
const fargate = { privateIp: '10.0.0.7', ec2InstanceId: null, hostPorts: [], containerPort: 8080 }
const bridged = { privateIp: null, ec2InstanceId: 'i-1', hostPorts: [32768], containerPort: 80 }

describe('the target of a task', () => {
  test('by address and container port', () => {
    const right = target('10.0.0.7', 8080)
    expect(targetOf([target('10.0.0.7', 9090), target('10.0.0.8', 8080), right], fargate)).toBe(right)
  })
  test('by instance and host port', () => {
    const right = target('i-1', 32768)
    expect(targetOf([target('i-1', 32769), target('i-2', 32768), right], bridged)).toBe(right)
  })
  test('an address that is drained and registered anew is the new one', () => {
    const anew = target('10.0.0.7', 8080, 'initial')
    expect(targetOf([target('10.0.0.7', 8080, 'draining'), anew], fargate)).toBe(anew)
  })
  test('none', () => {
    expect(targetOf([target('10.0.0.8', 8080)], fargate)).toBeNull()
    expect(targetOf([target('i-1', 32768)], { ...bridged, hostPorts: [] })).toBeNull()
  })
})

const listener: ListenerFacts = {
  loadBalancerArn: 'arn:lb',
  dnsName: 'shop-1.eu-west-1.elb.amazonaws.com',
  scheme: 'internet-facing',
  protocol: 'HTTP',
  port: 80,
  defaultTargetGroupArns: ['arn:web'],
  rules: [{ targetGroupArns: ['arn:search'], paths: ['/search/*'] }],
}

describe('addresses', () => {
  test('of a default action', () => {
    expect(addressesTo('arn:web', [listener]).map(({ url }) => url)).toEqual([
      'http://shop-1.eu-west-1.elb.amazonaws.com/',
    ])
  })
  test('of a path rule, on a port of its own, HTTPS first', () => {
    const secure = { ...listener, protocol: 'HTTPS', port: 8443 }
    expect(addressesTo('arn:search', [listener, secure])).toMatchObject([
      { url: 'https://shop-1.eu-west-1.elb.amazonaws.com:8443/search/', path: '/search/*', port: 8443 },
      { url: 'http://shop-1.eu-west-1.elb.amazonaws.com/search/', path: '/search/*', port: 80 },
    ])
  })
  test('of a network load balancer', () => {
    expect(addressesTo('arn:web', [{ ...listener, protocol: 'TCP', port: 5432 }])[0]?.url).toBe(
      'tcp://shop-1.eu-west-1.elb.amazonaws.com:5432',
    )
  })
  test('none', () => {
    expect(addressesTo('arn:other', [listener])).toEqual([])
  })
})

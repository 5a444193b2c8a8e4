import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressesTo, type ListenerFacts, webLink } from './addresses'
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

describe('a link', () => {
  test.each([
    ['https://shop.example.com/', 'https://shop.example.com/'],
    ['http://shop.example.com:8080/api/', 'http://shop.example.com:8080/api/'],
    ['http://shop.example.com/a b"><script>', 'http://shop.example.com/a%20b%22%3E%3Cscript%3E'],
    ['https://shop.example.com', 'https://shop.example.com'],
    ['javascript:alert(1)', null],
    ['javascript://shop.example.com/%0aalert(1)', null],
    ['https://aws.amazon.com@evil.test/', null],
    ['https://evil.test\\@aws.amazon.com/', null],
    ['https:///evil.test/', null],
    ['https://evil\u202e.test/', null],
    ['tcp://shop.example.com:5432', null],
    ['', null],
  ])('to %j is %j', (url, link) => expect(webLink(url)).toBe(link))

  test('of any address leads to the host that is read in it, over the web, or is none', () => {
    const text = fc.string({ unit: 'binary' })
    const host = fc.oneof(fc.domain(), text)
    fc.assert(
      fc.property(
        fc.constantFrom('http', 'https', 'javascript', 'data', ''),
        host,
        text,
        (scheme, host, path) => {
          const link = webLink(`${scheme}://${host}/${path}`)
          if (link === null) return
          const { protocol, hostname, username, password, search, hash } = new URL(link)
          expect(protocol).toBe(`${scheme}:`)
          expect(hostname).toBe(host.split(':')[0]?.toLowerCase())
          expect([username, password, search, hash]).toEqual(['', '', '', ''])
        },
      ),
    )
  })
})

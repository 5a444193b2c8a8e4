import type { UpdateServiceCommandInput } from '@aws-sdk/client-ecs'
import { hex } from '../../random.ts'
import { ecs } from '../../services/ecs/service.ts'
import { addDiscoveryService } from '../../services/servicediscovery/state.ts'
import { act } from '../act.ts'
import { type App, countRevisionsFrom, createService, registerRevision, release } from '../app.ts'
import { addBalancer, addTargetGroup } from '../balancer.ts'
import { keepRollingOut } from './director.ts'
import { type Estate, later } from './estate.ts'
import { imageOf } from './images.ts'
import { addressesOf } from './registered.ts'
import { scaleOutByCpu } from './scaling.ts'

const cluster = 'shop-prod'
const tags = (team: string) => ({ team, env: 'prod' })
const breakerOff = { enable: false, rollback: false }
const breakerOn = { enable: true, rollback: true }

/** The productive shop: one service for each state that a service can be in. */
export function openShop(estate: Estate): void {
  const { world } = estate
  const app = (
    name: string,
    team: string,
    tag: string,
  ): Pick<App, 'cluster' | 'name' | 'tags' | 'image'> => ({
    cluster,
    name,
    tags: tags(team),
    image: imageOf(world, `shop/${name}:${tag}`),
  })
  const targetGroup = (name: string, intervalSeconds: number) =>
    addTargetGroup(world, estate, {
      name: `shop-prod-${name}`,
      path: '/healthz',
      intervalSeconds,
      healthyThreshold: 3,
      drainSeconds: 120,
      tags: tags(name),
    })
  // A seldom check, which finds a new task not yet up the first time, makes each step of a roll-out last five minutes.
  const groups = {
    web: targetGroup('web', 30),
    checkout: targetGroup('checkout', 270),
    search: targetGroup('search', 30),
  }
  addBalancer(world, estate, {
    name: 'shop-prod',
    fallback: groups.web,
    paths: [
      { pattern: '/checkout/*', targetGroupArn: groups.checkout },
      { pattern: '/search*', targetGroupArn: groups.search },
    ],
    tags: tags('platform'),
  })
  const secretLooking = (what: string) => `not-a-real-secret-${hex(12, world.seed, what)}`

  const web: App = {
    ...app('web', 'storefront', '2.18.2'),
    cpu: 512,
    memory: 1024,
    desired: 6,
    targetGroupArn: groups.web,
    grace: 60,
    environment: { NODE_ENV: 'production', SESSION_SECRET: secretLooking('session') },
    secrets: { COOKIE_KEY: estate.secrets.session, MARKET: estate.secrets.region },
    deployment: { deploymentCircuitBreaker: breakerOn, minimumHealthyPercent: 100, maximumPercent: 200 },
    sidecars: [
      {
        name: 'trace-agent',
        image: imageOf(world, 'platform/trace-agent:3.4.1'),
        essential: false,
        cpu: 32,
        memory: 128,
      },
    ],
  }
  countRevisionsFrom(world, 'web', 117)
  registerRevision(world, estate, web)
  createService(world, estate, web)
  // Its CPU stays below the aim at any hour and it may only grow: it keeps its six tasks.
  scaleOutByCpu(world, { cluster, service: 'web', min: 4, max: 12 }, 75)
  later(estate, 90, () => release(world, estate, web, imageOf(world, 'shop/web:2.18.3')))

  const checkout: App = {
    ...app('checkout', 'checkout', '5.0.0'),
    cpu: 512,
    memory: 1024,
    desired: 4,
    targetGroupArn: groups.checkout,
    grace: 120,
    environment: {
      DATABASE_URL: `postgres://checkout:${secretLooking('database')}@orders.shop.local:5432/orders`,
      PAYMENTS_URL: 'http://payments.shop.local:8080',
    },
    secrets: { DATABASE_PASSWORD: estate.secrets.database },
    // One task at a time, and never fewer than all.
    deployment: { deploymentCircuitBreaker: breakerOn, minimumHealthyPercent: 100, maximumPercent: 125 },
  }
  keepRollingOut(estate, checkout, {
    repository: 'shop/checkout',
    version: (n) => `5.${Math.floor(n / 20)}.${n % 20}`,
  })

  const payments: App = {
    ...app('payments', 'payments', '3.9.4'),
    cpu: 256,
    memory: 512,
    desired: 2,
    registryArn: addDiscoveryService(world, estate.namespaceId, 'payments', world.now, () =>
      addressesOf(world, cluster, 'payments'),
    ),
    environment: { PROVIDER: 'acquirer-eu', STRIPE_API_KEY: secretLooking('stripe') },
    secrets: { PROVIDER_KEY: estate.secrets.payments },
    labels: { 'com.example.token': secretLooking('label'), 'com.example.tier': 'critical' },
    deployment: { deploymentCircuitBreaker: breakerOff, minimumHealthyPercent: 100, maximumPercent: 200 },
  }
  countRevisionsFrom(world, 'payments', 41)
  registerRevision(world, estate, payments)
  createService(world, estate, payments)
  later(estate, 200, () => release(world, estate, payments, imageOf(world, 'shop/payments:4.0.0')))

  const search: App = {
    ...app('search', 'search', '7.4.0'),
    cpu: 1024,
    memory: 4096,
    desired: 3,
    targetGroupArn: groups.search,
    // Thirty days: whoever wrote it wanted ECS to leave slow starters alone, and now it leaves broken ones alone.
    grace: 2_592_000,
    environment: { INDEX: 'products', JAVA_OPTS: '-Xmx3g' },
    deployment: { deploymentCircuitBreaker: breakerOff, minimumHealthyPercent: 0, maximumPercent: 100 },
  }
  countRevisionsFrom(world, 'search', 18)
  registerRevision(world, estate, search)
  createService(world, estate, search)
  later(estate, 230, () => release(world, estate, search, imageOf(world, 'shop/search:8.0.0')))

  later(estate, 30, () => {
    const mailer: App = {
      ...app('mailer', 'messaging', '1.7.0'),
      cpu: 256,
      memory: 512,
      desired: 2,
      environment: { SMTP_HOST: 'smtp.shop.local', SMTP_PASSWORD: secretLooking('smtp') },
      deployment: { deploymentCircuitBreaker: breakerOff },
    }
    countRevisionsFrom(world, 'mailer', 8)
    registerRevision(world, estate, mailer)
    createService(world, estate, mailer)
  })

  const reports: App = {
    ...app('reports', 'finance', '0.9.14'),
    cpu: 512,
    memory: 1024,
    desired: 1,
    environment: { QUEUE: 'reports' },
  }
  registerRevision(world, estate, reports)
  createService(world, estate, reports)

  later(estate, 45, () => {
    const imageResizer: App = {
      ...app('image-resizer', 'storefront', '3.2.0'),
      compute: 'EC2',
      cpu: 1024,
      // More than any of the instances has.
      memory: 12_288,
      desired: 2,
      environment: { BUCKET: 'shop-images' },
      deployment: { deploymentCircuitBreaker: breakerOff },
    }
    registerRevision(world, estate, imageResizer)
    createService(world, estate, imageResizer)
  })

  const legacyAdmin: App = {
    ...app('legacy-admin', 'finance', '1.0.44'),
    cpu: 256,
    memory: 512,
    desired: 1,
  }
  registerRevision(world, estate, legacyAdmin)
  createService(world, estate, legacyAdmin)
  later(estate, 120, () =>
    act<UpdateServiceCommandInput>(world, ecs, 'UpdateService', {
      cluster,
      service: 'legacy-admin',
      desiredCount: 0,
    }),
  )

  const flaky: App = {
    ...app('flaky', 'stock', '0.3.7'),
    cpu: 256,
    memory: 512,
    desired: 2,
    environment: { QUEUE: 'stock', AMQP_PASSWORD: secretLooking('amqp') },
    deployment: {
      deploymentCircuitBreaker: { enable: true, rollback: false },
      minimumHealthyPercent: 50,
      maximumPercent: 150,
    },
  }
  registerRevision(world, estate, flaky)
  createService(world, estate, flaky)

  const metricsAgent: App = {
    cluster,
    name: 'metrics-agent',
    tags: tags('platform'),
    image: imageOf(world, 'platform/metrics-agent:1.300.2'),
    compute: 'EC2',
    daemon: true,
    cpu: 128,
    memory: 256,
    healthCommand: 'curl -fs http://localhost:4180/health || exit 1',
  }
  registerRevision(world, estate, metricsAgent)
  createService(world, estate, metricsAgent)
}

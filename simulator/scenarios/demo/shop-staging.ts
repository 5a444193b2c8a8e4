import type { UpdateServiceCommandInput } from '@aws-sdk/client-ecs'
import { hex } from '../../random.ts'
import { ecs } from '../../services/ecs/service.ts'
import { act } from '../act.ts'
import { type App, createService, registerRevision, release } from '../app.ts'
import { addBalancer, addTargetGroup } from '../balancer.ts'
import { type Estate, later } from './estate.ts'
import { imageOf } from './images.ts'

const cluster = 'shop-staging'

const tags = (team: string) => ({ team, env: 'staging' })

/** Where the shop is tried out: smaller, quieter, without Container Insights. */
export function openStaging(estate: Estate): void {
  const { world } = estate
  const targetGroup = (name: string) =>
    addTargetGroup(world, estate, {
      name: `shop-staging-${name}`,
      path: '/healthz',
      intervalSeconds: 15,
      healthyThreshold: 2,
      drainSeconds: 30,
      tags: tags(name),
    })
  const groups = { web: targetGroup('web'), checkout: targetGroup('checkout') }
  addBalancer(world, estate, {
    name: 'shop-staging',
    fallback: groups.web,
    paths: [{ pattern: '/checkout/*', targetGroupArn: groups.checkout }],
    tags: tags('platform'),
  })
  const start = (app: App) => {
    registerRevision(world, estate, app)
    createService(world, estate, app)
  }
  const web: App = {
    cluster,
    name: 'web-staging',
    tags: tags('storefront'),
    image: imageOf(world, 'shop/web:2.18.2'),
    cpu: 256,
    memory: 512,
    desired: 1,
    targetGroupArn: groups.web,
    deployment: { deploymentCircuitBreaker: { enable: true, rollback: true } },
  }
  start(web)
  later(estate, 60, () => release(world, estate, web, imageOf(world, 'shop/web:2.18.3')))
  const checkout: App = {
    cluster,
    name: 'checkout-staging',
    tags: tags('checkout'),
    image: imageOf(world, 'shop/checkout:4.9.7'),
    cpu: 256,
    memory: 512,
    desired: 1,
    targetGroupArn: groups.checkout,
    environment: { FEATURES: 'express,giftcards' },
    // Of one task, rounded: at least one, at most one. A roll-out can never move.
    deployment: { minimumHealthyPercent: 50, maximumPercent: 150 },
  }
  start(checkout)
  later(estate, 300, () => release(world, estate, checkout, imageOf(world, 'shop/checkout:4.9.8')))
  start({
    cluster,
    name: 'payments-staging',
    tags: tags('payments'),
    image: imageOf(world, 'shop/payments:3.9.4'),
    cpu: 256,
    memory: 512,
    desired: 1,
    healthCommand: 'curl -fs http://localhost:8080/healthz || exit 1',
  })
  start({
    cluster,
    name: 'mailer-staging',
    tags: tags('messaging'),
    image: imageOf(world, 'shop/mailer:1.6.2'),
    cpu: 256,
    memory: 512,
    desired: 1,
    log: {
      logDriver: 'splunk',
      options: {
        'splunk-url': 'https://logs.shop.local:8088',
        'splunk-token': `not-a-real-secret-${hex(12, world.seed, 'splunk')}`,
      },
    },
  })
  const preview: App = {
    cluster,
    name: 'preview',
    tags: tags('storefront'),
    image: imageOf(world, 'shop/web:2.18.2'),
    cpu: 256,
    memory: 512,
    desired: 1,
  }
  start(preview)
  // Previews are switched off when nobody looks at them.
  later(estate, 150, () =>
    act<UpdateServiceCommandInput>(world, ecs, 'UpdateService', {
      cluster,
      service: preview.name,
      desiredCount: 0,
    }),
  )
}

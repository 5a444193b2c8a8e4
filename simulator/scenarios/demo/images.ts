import { type Behaviour, teachImage } from '../../image.ts'
import { addRepository, ecr, pushImage } from '../../services/ecr/state.ts'
import { checkout } from '../../workloads/checkout.ts'
import { flaky } from '../../workloads/flaky.ts'
import { idle } from '../../workloads/idle.ts'
import { metricsAgent } from '../../workloads/metrics-agent.ts'
import { missingImage } from '../../workloads/missing-image.ts'
import { nightlyReport } from '../../workloads/nightly-report.ts'
import { payments, paymentsStable } from '../../workloads/payments.ts'
import { reports } from '../../workloads/reports.ts'
import { search } from '../../workloads/search.ts'
import { web } from '../../workloads/web.ts'
import { worker } from '../../workloads/worker.ts'
import type { World } from '../../world.ts'

const dayMs = 24 * 3_600_000

/** A batch job that succeeds after a minute and a half. */
const hourlyExport: Behaviour = { ...worker, exit: () => ({ afterMs: 95_000, exitCode: 0 }) }

/** The search server before the release that lost its health path. */
const searchBefore: Behaviour = {
  ...search,
  probe: (_run, _path, ageMs) => (ageMs < 5_000 ? 'timeout' : 200),
}

/** What each repository holds: its team, and how its tags behave; a tag that ends in `.` stands for all that begin so. */
const repositories: { name: string; team: string; tags: Record<string, Behaviour> }[] = [
  { name: 'shop/web', team: 'storefront', tags: { '2.18.2': web, '2.18.3': web } },
  { name: 'shop/checkout', team: 'checkout', tags: { '4.9.7': checkout, '4.9.8': checkout, '5.': checkout } },
  {
    name: 'shop/payments',
    team: 'payments',
    tags: { '3.9.4': paymentsStable, '4.0.0': { ...payments, pullMs: 40_000 } },
  },
  { name: 'shop/search', team: 'search', tags: { '7.4.0': searchBefore, '8.0.0': search } },
  { name: 'shop/mailer', team: 'messaging', tags: { '1.6.2': idle } },
  { name: 'shop/reports', team: 'finance', tags: { '0.9.14': reports } },
  { name: 'shop/image-resizer', team: 'storefront', tags: { '3.2.0': worker } },
  { name: 'shop/legacy-admin', team: 'finance', tags: { '1.0.44': idle } },
  { name: 'shop/flaky', team: 'stock', tags: { '0.3.7': flaky } },
  { name: 'platform/metrics-agent', team: 'platform', tags: { '1.300.2': metricsAgent } },
  { name: 'platform/trace-agent', team: 'platform', tags: { '3.4.1': idle } },
  { name: 'data/ingest', team: 'data', tags: { '4.11.0': worker } },
  { name: 'data/stream-worker', team: 'data', tags: { '2.5.1': worker } },
  { name: 'data/catalog', team: 'data', tags: { '1.8.0': idle } },
  { name: 'data/nightly-report', team: 'data', tags: { '1.9.2': nightlyReport } },
  { name: 'data/hourly-export', team: 'data', tags: { '0.7.5': hourlyExport } },
]

/** Makes the estate's repositories with their images, and teaches the world how these behave. */
export function addImages(world: World): void {
  for (const [i, { name, team, tags }] of repositories.entries()) {
    const uri = addRepository(world, name, world.now - (400 - i) * dayMs, { team })
    for (const [tag, behaviour] of Object.entries(tags)) {
      teachImage(world, `${uri}:${tag}`, behaviour)
      if (!tag.endsWith('.')) pushImage(world, name, tag, world.now - (1 + i) * dayMs)
    }
  }
  const missing = imageOf(world, 'shop/mailer:1.7.0')
  teachImage(world, missing, missingImage(missing))
}

/** The full reference of an image of this account, from `shop/web:2.18.3`. */
export function imageOf(world: World, name: string): string {
  return `${world.account}.dkr.ecr.${world.region}.amazonaws.com/${name}`
}

/** Deletes an image by its tag, as a lifecycle policy does. */
export function dropImage(world: World, repository: string, tag: string): void {
  const images = world.slice(ecr).get(repository)?.images
  for (const image of images?.values() ?? []) if (image.tags.includes(tag)) images?.delete(image.digest)
}

import type { UpdateServiceCommandInput } from '@aws-sdk/client-ecs'
import { type Behaviour, teachImage } from '../../image.ts'
import { fraction, hash } from '../../random.ts'
import { ecs } from '../../services/ecs/service.ts'
import { ecsState } from '../../services/ecs/state.ts'
import { missingImage } from '../../workloads/missing-image.ts'
import { act } from '../act.ts'
import { type App, countRevisionsFrom, createService, registerRevision, release } from '../app.ts'
import { appOf } from './app-of.ts'
import { pushRelease, referenceOf } from './images.ts'
import type { LargeEstate } from './large-estate.ts'
import { keyOf, type ServicePlan } from './service-plan.ts'

/** A service on its way: its application, and which release of its image it is at. */
export type Story = { estate: LargeEstate; plan: ServicePlan; app: App; releases: number }

/** Begins the story of a service whose application has come to some release by its deployment. Nothing runs yet. */
export function beginStory(
  estate: LargeEstate,
  plan: ServicePlan,
  targetGroupArn: string | undefined,
): Story {
  const releases = 1 + (hash(estate.world.seed, 'releases', keyOf(plan)) % 60)
  const image = referenceOf(estate.world, plan, releases)
  return { estate, plan, app: appOf(estate, plan, { image, targetGroupArn }), releases }
}

/** Opens the service at the world's present, with so many tasks; of a service that is older only its last deployment. */
export function openService({ estate, plan, app, releases }: Story, desired = app.desired): void {
  const { world } = estate
  countRevisionsFrom(world, app.family ?? app.name, releases)
  registerRevision(world, estate, app)
  createService(world, estate, { ...app, ...(desired !== undefined && { desired }) })
  const record = ecsState(world).clusters.get(app.cluster)?.services.get(app.name)
  if (record) record.service.createdAt = new Date(plan.createdAt)
}

/** Pushes the image that the service is at; with a behaviour when it is not an ordinary one. */
export function pushCurrent({ estate: { world }, plan, releases }: Story, behaviour?: Behaviour): void {
  pushRelease(world, plan, releases, behaviour)
}

/** Rolls the next release out. */
export function rollOut(story: Story, behaviour?: Behaviour): void {
  const { estate, plan, app } = story
  release(estate.world, estate, app, pushRelease(estate.world, plan, ++story.releases, behaviour))
}

/** Rolls a release out whose image was never pushed. */
export function rollOutMissing(story: Story): void {
  const { estate, app } = story
  story.releases++
  release(estate.world, estate, app, missingReference(story))
}

/** The reference of the release that a service is at, which cannot be pulled. */
export function missingReference({ estate: { world }, plan, releases }: Story): string {
  const reference = referenceOf(world, plan, releases)
  teachImage(world, reference, missingImage(reference))
  return reference
}

/** Sets the desired count. */
export function scaleTo({ estate: { world }, app }: Story, desiredCount: number): void {
  act<UpdateServiceCommandInput>(world, ecs, 'UpdateService', {
    cluster: app.cluster,
    service: app.name,
    desiredCount,
  })
}

/** A time between two numbers of minutes before the present, epoch ms; the seed and the service decide which. */
export function minutesAgo({ estate, plan }: Story, least: number, most: number): number {
  const mark = fraction(estate.world.seed, 'when', keyOf(plan))
  return Math.floor(estate.present - (least + (most - least) * mark) * 60_000)
}

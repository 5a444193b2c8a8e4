import type {
  DeleteTaskDefinitionsCommandInput,
  DeregisterTaskDefinitionCommandInput,
} from '@aws-sdk/client-ecs'
import { ecs } from '../../services/ecs/service.ts'
import { pushImage } from '../../services/ecr/state.ts'
import { ecsState, type ServiceRecord } from '../../services/ecs/state.ts'
import { act } from '../act.ts'
import { type App, createService, registerRevision, release } from '../app.ts'
import type { Estate } from './estate.ts'
import { dropImage } from './images.ts'

/** Versions of the image and revisions of the definition that the pipeline keeps. */
const kept = 20
/** How often the director looks: seldom while old tasks are left to replace, often when the end is near. */
const seldomMs = 30_000
const oftenMs = 4_000

type Releases = { repository: string; version: (n: number) => string }

/**
 * Keeps a service in an ordinary roll-out at any hour and for days: the next release starts in the very moment in which
 * the last is completed (or has failed because somebody interfered), as a busy team's pipeline would. It rests while
 * the service is scaled to 0 and ends when the service is deleted.
 */
export function keepRollingOut(estate: Estate, app: App, { repository, version }: Releases): void {
  const { world } = estate
  let n = 1
  const nextImage = () => {
    dropImage(world, repository, version(n - kept))
    return pushImage(world, repository, version(n++), world.now)
  }
  const first = { ...app, image: nextImage() }
  registerRevision(world, estate, first)
  createService(world, estate, first)
  const look = () => {
    const record = ecsState(world).clusters.get(app.cluster)?.services.get(app.name)
    if (record?.service.status !== 'ACTIVE') return
    if (isDone(record)) {
      retire(estate, release(world, estate, app, nextImage()))
    }
    world.at(nextLook(record, world.now), look)
  }
  world.after(oftenMs, look)
}

function isDone({ service, deployments }: ServiceRecord): boolean {
  return service.desiredCount !== 0 && deployments[0]?.deployment.rolloutState !== 'IN_PROGRESS'
}

/**
 * ECS calls a roll-out completed some seconds after it became calm, at a time that is known once it is calm: looking
 * then leaves no moment in which nothing is rolled out.
 */
function nextLook({ deployments, tasks, calmSince }: ServiceRecord, now: number): number {
  if (calmSince !== undefined && calmSince + calmMs >= now) return Math.max(calmSince + calmMs, now + 1)
  const old = [...tasks].some(
    (task) => task.deployment !== deployments[0] && task.task.desiredStatus === 'RUNNING',
  )
  return now + (old ? seldomMs : oftenMs)
}

/** How long ECS waits from calm to completed. */
const calmMs = 5_000

/** The pipeline tidies up: the revision that is `kept` before this one goes. */
function retire({ world }: Estate, newest: string): void {
  const [family, revision] = [newest.slice(0, newest.lastIndexOf(':')), Number(newest.split(':').at(-1))]
  const taskDefinition = `${family}:${revision - kept}`
  if (revision <= kept) return
  act<DeregisterTaskDefinitionCommandInput>(world, ecs, 'DeregisterTaskDefinition', { taskDefinition })
  act<DeleteTaskDefinitionsCommandInput>(world, ecs, 'DeleteTaskDefinitions', {
    taskDefinitions: [taskDefinition],
  })
}

import type { StopTaskCommandInput } from '@aws-sdk/client-ecs'
import { ecs } from '../../services/ecs/service.ts'
import { newUuid, type ClusterRecord, type ServiceRecord, type TaskRecord } from '../../services/ecs/state.ts'
import { act } from '../act.ts'
import { plantDefinition, type Share } from './carrier-definition.ts'
import { addService, homeName, type Ground } from './estate.ts'
import { addTargetGroups, plantTargetHealth } from './target-groups.ts'

const minuteMs = 60_000

/** Longer than any test looks: nothing of it may be taken away for failing its health check. */
const graceSeconds = 30 * 24 * 3600

/** Services with ordinary names that carry everything else: definitions, tags, events, reasons, target groups. */
export function plantCarriers(ground: Ground, home: ClusterRecord): void {
  const { world, plan } = ground
  const single = ['rollout reason', 'target group name', 'target reason', 'target description'] as const
  const count = Math.max(...single.map((place) => plan.of(place).length))
  const names = Array.from({ length: count }, (_, i) => `carrier-${i + 1}`)
  const shareOf =
    (i: number): Share =>
    (place) =>
      plan.of(place).filter((_, turn) => turn % count === i)
  const arns = addTargetGroups(ground, names)
  const services = names.map((name, i) => {
    const definition = plantDefinition(ground, name, shareOf(i))
    const service = addService(ground, home, name, {
      taskDefinition: name,
      loadBalancers: [{ targetGroupArn: arns[i], containerName: 'app', containerPort: 8080 }],
      healthCheckGracePeriodSeconds: graceSeconds,
    })
    plantTags(ground, shareOf(i), [
      { tags: service.tags, where: `cluster ${homeName}, service ${name}` },
      { tags: definition.tags, where: `task definition ${name}` },
      { tags: home.tags, where: `cluster ${homeName}` },
    ])
    return service
  })
  world.advance(5 * minuteMs)
  plantStops(ground, services)
  world.advance(5 * minuteMs)
  plantTargetHealth(ground, names, arns)
  for (const [i, service] of services.entries()) plantWords(ground, service, shareOf(i))
}

type Tagged = { tags: { key?: string; value?: string }[]; where: string }

/** Tags with hostile keys or values, on each of several things in turn. */
function plantTags({ plan }: Ground, share: Share, tagged: Tagged[]): void {
  for (const [i, payload] of share('tag key').entries()) {
    const { tags, where } = tagged[i % tagged.length]!
    tags.push({ key: plan.text(payload, 'tag key', where), value: payload.marker })
  }
  for (const [i, payload] of share('tag value').entries()) {
    const { tags, where } = tagged[i % tagged.length]!
    tags.push({ key: payload.marker, value: plan.text(payload, 'tag value', where) })
  }
}

/** Stops tasks of the services, which start new ones, and gives hostile reasons for it. */
function plantStops(ground: Ground, services: ServiceRecord[]): void {
  const { world, plan } = ground
  const [stopped, contained] = [plan.of('stopped reason'), plan.of('container reason')]
  const stops = Math.max(stopped.length, contained.length)
  for (let i = 0; i < stops; i++) {
    const service = services[i % services.length]!
    const [record] = service.tasks
    if (!record) throw new Error(`${service.name} runs no task to stop`)
    act<StopTaskCommandInput>(world, ecs, 'StopTask', { cluster: homeName, task: record.id })
    // Before the next round the new ones must run.
    if (i % services.length === services.length - 1) world.advance(2 * minuteMs)
    const where = `cluster ${homeName}, service ${service.name}, a stopped task`
    world.after(minuteMs, () => {
      const [reason, inside, container] = [stopped[i], contained[i], record.task.containers?.[0]]
      if (reason) record.task.stoppedReason = plan.text(reason, 'stopped reason', where)
      if (inside && container) container.reason = plan.text(inside, 'container reason', where)
      if (i === 0) overflow(record)
    })
  }
}

/** The farthest times that every client can read, and an exit code that no process has. */
function overflow({ task }: TaskRecord): void {
  task.pullStartedAt = new Date('0001-01-02')
  task.pullStoppedAt = new Date('9999-12-30')
  const [container] = task.containers ?? []
  if (container) container.exitCode = -2_147_483_649
}

/** What ECS says about a service. */
function plantWords({ world, plan }: Ground, service: ServiceRecord, share: Share): void {
  const where = `cluster ${homeName}, service ${service.name}`
  for (const payload of share('service event')) {
    const message = plan.text(payload, 'service event', where)
    service.events.unshift({ id: newUuid(world), createdAt: new Date(world.now), message })
  }
  const primary = service.deployments[0]?.deployment
  for (const payload of share('rollout reason'))
    if (primary) primary.rolloutStateReason = plan.text(payload, 'rollout reason', where)
}

import type { ContainerDefinition } from '@aws-sdk/client-ecs'
import type { DefinitionRecord } from '../../services/ecs/state.ts'
import { addDefinition, type Ground } from './estate.ts'
import type { Payload } from './payload.ts'
import type { Place } from './places.ts'

/** The payloads of a place that fall to one of several carriers. */
export type Share = (place: Place) => Payload[]

/**
 * A task definition that carries its share of what stands in one. What AWS would refuse is written into it after it was
 * registered.
 */
export function plantDefinition(ground: Ground, family: string, share: Share): DefinitionRecord {
  const { plan } = ground
  const where = `task definition ${family}`
  const texts = (place: Place) => share(place).map((payload) => plan.text(payload, place, where))
  const [names, images, commands] = [texts('container name'), texts('image'), texts('command')]
  const sidecars = Array.from(
    { length: Math.max(names.length, images.length, commands.length) },
    (_, i): ContainerDefinition => ({ name: `sidecar-${i + 1}`, image: 'sidecar:1.0.0', essential: false }),
  )
  const app: ContainerDefinition = {
    name: 'app',
    image: 'carrier:1.0.0',
    portMappings: [{ containerPort: 8080 }],
    logConfiguration: { logDriver: 'awsfirelens' },
  }
  const record = addDefinition(ground, family, [app, ...sidecars])
  const [main, ...others] = record.definition.containerDefinitions ?? []
  plantApp(ground, main!, share, where)
  for (const [i, sidecar] of others.entries()) {
    if (names[i] !== undefined) sidecar.name = names[i]
    if (images[i] !== undefined) sidecar.image = images[i]
    if (commands[i] !== undefined) sidecar.command = ['sh', '-c', commands[i]]
  }
  return record
}

/** Environment, secrets, labels and log options of the main container. */
function plantApp({ plan }: Ground, app: ContainerDefinition, share: Share, where: string): void {
  const pairs = (keys: Place, values: Place): [string, string][] => [
    ...share(keys).map((payload): [string, string] => [plan.text(payload, keys, where), payload.marker]),
    ...share(values).map((payload): [string, string] => [payload.marker, plan.text(payload, values, where)]),
  ]
  app.environment = pairs('environment key', 'environment value').map(([name, value]) => ({ name, value }))
  app.secrets = share('secret source').map((payload) => ({
    name: payload.marker,
    valueFrom: plan.text(payload, 'secret source', where),
  }))
  const secretLabels = share('label of a secret').map((payload): [string, string] => [
    `password.${payload.marker}`,
    plan.text(payload, 'label of a secret', where),
  ])
  app.dockerLabels = Object.fromEntries([...pairs('label key', 'label value'), ...secretLabels])
  app.logConfiguration = {
    logDriver: 'awsfirelens',
    options: Object.fromEntries(pairs('log option key', 'log option value')),
  }
}

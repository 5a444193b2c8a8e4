import type { Health } from '@/lib/health/contract'
import { verdict } from '@/lib/health/verdict'
import type { TaskContainer } from './contract'
import { silentMs } from './definition-need'

/** What a container's verdict is judged by. */
export type ContainerFacts = Pick<
  TaskContainer,
  'name' | 'essential' | 'lastStatus' | 'healthStatus' | 'hasHealthCheck' | 'exitCode' | 'reason'
> & {
  /** How long its health check may take to give a first verdict, ms; null without a check or when unread. */
  checkWindowMs: number | null
}

/**
 * The verdict on one container. `ageMs` is how long its task has been RUNNING, null when AWS gave no time.
 * Without a check a running container is `unverified`: that nobody looks at it is not a fault, and not a proof.
 */
export function containerHealth(container: ContainerFacts, ageMs: number | null): Health {
  const name = `\`${container.name}\``
  switch (container.lastStatus) {
    case 'STOPPED':
      return stopped(container)
    case 'PENDING':
    case 'PROVISIONING':
    case 'PULLED':
    case 'CREATED':
    case 'ACTIVATING':
    case 'RESOURCES_PROVISIONED':
      return verdict('deploying', { kind: 'starting', text: `${name} is starting (${container.lastStatus})` })
    case 'RUNNING':
      return running(container, ageMs)
    case null:
      return verdict('unknown', { kind: 'missing', text: `AWS gives no status of ${name}` })
    default:
      return verdict('unknown', { kind: 'missing', text: `${name} is ${container.lastStatus}` })
  }
}

function running(container: ContainerFacts, ageMs: number | null): Health {
  const name = `\`${container.name}\``
  const { healthStatus, hasHealthCheck, checkWindowMs } = container
  // ECS never says so, emulators do: HEALTHY of a container that nothing checks is no evidence.
  if (healthStatus === 'HEALTHY' && hasHealthCheck === false)
    return verdict('unverified', {
      kind: 'no-check',
      text: `${name} is called HEALTHY without a health check`,
    })
  if (healthStatus === 'HEALTHY' && hasHealthCheck === null)
    return verdict('unknown', {
      kind: 'missing',
      text: `${name} is called HEALTHY; whether something checks it is not known: its task definition could not be read`,
    })
  if (healthStatus === 'HEALTHY')
    return verdict('healthy', { kind: 'container-health', text: `${name} passes its health check` })
  if (healthStatus === 'UNHEALTHY')
    return verdict('failing', { kind: 'container-health', text: `${name} fails its health check` })
  if (healthStatus !== null && healthStatus !== 'UNKNOWN')
    return verdict('unknown', { kind: 'container-health', text: `${name} has health ${healthStatus}` })
  if (hasHealthCheck === null && ageMs !== null && ageMs > silentMs)
    return verdict('unverified', { kind: 'no-check', text: `no health check of ${name} ever reported` })
  if (hasHealthCheck === null)
    return verdict('unknown', {
      kind: 'missing',
      text: `Whether ${name} has a health check is not known: its task definition could not be read`,
    })
  if (!hasHealthCheck) return verdict('unverified', { kind: 'no-check', text: `${name} has no health check` })
  if (checkWindowMs !== null && ageMs !== null && ageMs <= checkWindowMs)
    return verdict('deploying', {
      kind: 'container-health',
      text: `${name} has not passed its health check yet`,
    })
  return verdict('unknown', {
    kind: 'container-health',
    text: `The health check of ${name} gives no answer (UNKNOWN)`,
  })
}

function stopped({ name, essential, exitCode, reason }: ContainerFacts): Health {
  const how = exitCode === null ? 'stopped' : `exited with code ${exitCode}`
  const level = exitCode === 0 || (exitCode === null && reason === null) ? 'stopped' : 'failing'
  const part = essential === false ? ' (not essential)' : ''
  const evidence = { kind: 'exit-code', text: `\`${name}\` ${how}${part}` }
  return verdict(level, reason === null ? evidence : { ...evidence, quote: reason })
}

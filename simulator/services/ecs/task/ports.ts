import type { NetworkBinding } from '@aws-sdk/client-ecs'
import { portsOf, type ContainerRecord, type TaskRecord } from '../state.ts'

/** Notes that a task holds `PORT/protocol` on its instance. */
export function holdPort(record: TaskRecord, port: string): void {
  record.instance?.ports.add(port)
  record.ports.push(port)
}

/** Host ports: fixed ones as given, else a free one of the ephemeral range, as Docker picks them. */
export function bindPorts(record: TaskRecord, each: ContainerRecord): NetworkBinding[] {
  const mode = record.definition.definition.networkMode
  if (mode !== 'bridge' && mode !== 'host' && mode !== undefined) return []
  if (each.container.networkBindings?.length) return each.container.networkBindings
  return portsOf(each.definition).map((mapping) => {
    const protocol = mapping.protocol ?? 'tcp'
    const fixed = mode === 'host' ? mapping.containerPort : mapping.hostPort
    let hostPort = fixed || 32768
    if (!fixed) {
      while (record.instance!.ports.has(`${hostPort}/${protocol}`)) hostPort++
      holdPort(record, `${hostPort}/${protocol}`)
    }
    const { containerPort } = mapping
    return { bindIP: '0.0.0.0', containerPort, hostPort, protocol }
  })
}

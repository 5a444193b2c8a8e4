import { useProvenInk } from '@/components/health/aged'
import type { TargetHealth } from '@/lib/load-balancer/contract'

/** What each target group says of this task, in ELBv2's own words. */
export function TaskTargets({ targets }: { targets: TargetHealth[] }) {
  const good = useProvenInk('text-good')
  const bad = useProvenInk('text-bad')
  if (targets.length === 0)
    return <p className="px-4 py-4 text-muted">No target group has this task as a target now.</p>
  return (
    <ul className="divide-y divide-line">
      {targets.map(({ targetGroupArn, targetGroupName, targetId, port, state, reason, description }) => (
        <li key={`${targetGroupArn} ${targetId} ${port}`} className="px-4 py-2 [overflow-wrap:anywhere]">
          <p className="flex flex-wrap items-baseline gap-x-3">
            <span className="font-medium" title={targetGroupArn}>
              {targetGroupName}
            </span>
            <span className={state === 'healthy' ? good : state === 'unhealthy' ? bad : undefined}>
              {state}
            </span>
            <span className="font-mono text-sm text-muted">
              {targetId}
              {port === null ? '' : `:${port}`}
            </span>
          </p>
          {(reason !== null || description !== null) && (
            <p className="text-muted">{[reason, description].filter(Boolean).join(': ')}</p>
          )}
        </li>
      ))}
    </ul>
  )
}

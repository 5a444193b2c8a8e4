import type { Health } from '@/lib/health/contract'

/**
 * Since when a service is in trouble (ISO 8601), when the facts tell; null otherwise. A loop, or a roll-out that never
 * ran, lasts as long as its deployment; a placement failure since AWS last said so.
 */
export function troubleSince(health: Health, deployedAt: string | null): string | null {
  const [first] = health.because
  const ofDeployment = health.level === 'crash-loop' || first.kind === 'image-pull'
  return (ofDeployment ? deployedAt : null) ?? first.at ?? null
}

import type { CliWord } from '@/components/shell/aws-links'
import { count } from '@/components/ui/format'

/** What setting the desired count will do, before it is done: "5 → 8: starts 3 tasks." */
export function scaleWords(from: number, to: number): string {
  if (to === from) return `${from} is what it is now: nothing would change.`
  if (to > from) return `${from} → ${to}: starts ${count(to - from, 'task')}.`
  if (to === 0) return `${from} → 0: stops ${from === 1 ? 'its only task' : `all ${count(from, 'task')}`}.`
  return `${from} → ${to}: stops ${count(from - to, 'task')}.`
}

/** The AWS CLI words of the same change. */
export function scaleCli(cluster: string, service: string, desiredCount: number): CliWord[] {
  return [
    'ecs',
    'update-service',
    ['--cluster', cluster],
    ['--service', service],
    ['--desired-count', String(desiredCount)],
  ]
}

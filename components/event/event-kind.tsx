import {
  Ban,
  CircleEqual,
  CirclePlay,
  CircleStop,
  Gauge,
  Info,
  OctagonX,
  PuzzleIcon,
  Rocket,
  Scaling,
  type LucideIcon,
} from 'lucide-react'
import { classes } from '@/components/ui/format'
import type { ServiceEvent } from '@/lib/event/contract'

const kinds: Record<ServiceEvent['kind'], { Icon: LucideIcon; ink: string; word: string }> = {
  steady: { Icon: CircleEqual, ink: 'text-mute', word: 'steady' },
  started: { Icon: CirclePlay, ink: 'text-move', word: 'started' },
  stopped: { Icon: CircleStop, ink: 'text-mute', word: 'stopped' },
  deployment: { Icon: Rocket, ink: 'text-move', word: 'deployment' },
  scaling: { Icon: Scaling, ink: 'text-move', word: 'scaling' },
  info: { Icon: Info, ink: 'text-mute', word: 'info' },
  placement: { Icon: PuzzleIcon, ink: 'text-bad', word: 'placement' },
  unhealthy: { Icon: OctagonX, ink: 'text-bad', word: 'unhealthy' },
  impaired: { Icon: Ban, ink: 'text-bad', word: 'impaired' },
  throttled: { Icon: Gauge, ink: 'text-warn', word: 'throttled' },
}

/** What an event tells: its own shape, a word, a colour. */
export function EventKind({ kind }: { kind: ServiceEvent['kind'] }) {
  const { Icon, ink, word } = kinds[kind]
  return (
    <span className={classes('inline-flex items-center gap-1.5', ink)}>
      <Icon aria-hidden className="size-4 shrink-0" />
      {word}
    </span>
  )
}

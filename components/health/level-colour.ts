import type { Level } from '@/lib/health/contract'

/** Text colour of each level; the same for icon and word. */
export const levelInk: Record<Level, string> = {
  failing: 'text-bad',
  'crash-loop': 'text-bad',
  degraded: 'text-warn',
  unknown: 'text-mute',
  deploying: 'text-move',
  unverified: 'text-mute',
  healthy: 'text-good',
  stopped: 'text-mute',
}

/** Background of each level, for cells and banners; text of any level is readable on its own. */
export const levelWash: Record<Level, string> = {
  failing: 'bg-bad-wash',
  'crash-loop': 'bg-bad-wash',
  degraded: 'bg-warn-wash',
  unknown: 'bg-mute-wash',
  deploying: 'bg-move-wash',
  unverified: 'bg-panel',
  healthy: 'bg-good-wash',
  stopped: 'bg-mute-wash',
}

/** A sign that stands for a level where only text can: the page's title. */
export const levelSigns: Record<Level, string> = {
  failing: '✕',
  'crash-loop': '↻',
  degraded: '▲',
  unknown: '▨',
  deploying: '→',
  unverified: '?',
  healthy: '✓',
  stopped: '‖',
}

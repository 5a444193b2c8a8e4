import type { ReactNode } from 'react'
import type { Level } from '@/lib/health/contract'

const line = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.8,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const

/** One silhouette a level, so that a status is told without its colour. Drawn on a 16 × 16 grid. */
const shapes: Record<Level, ReactNode> = {
  failing: (
    <>
      <path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z" fill="currentColor" />
      <path d="m5.6 5.6 4.8 4.8m0-4.8-4.8 4.8" {...line} stroke="var(--color-panel)" />
    </>
  ),
  'crash-loop': (
    <>
      <path d="M13.6 8A5.6 5.6 0 1 1 11.6 3.7" {...line} strokeWidth={2} />
      <path d="M9.2 3.9h3.6V.6z" fill="currentColor" stroke="currentColor" strokeLinejoin="round" />
    </>
  ),
  degraded: (
    <>
      <path d="M8 1.4 15.4 14.4H.6z" fill="currentColor" stroke="currentColor" strokeLinejoin="round" />
      <path d="M8 6.2v3.6m0 2.3v.1" {...line} stroke="var(--color-panel)" />
    </>
  ),
  unknown: (
    <>
      <rect x="1.6" y="1.6" width="12.8" height="12.8" rx="2" {...line} strokeWidth={1.4} />
      <path d="M2 7.4 7.4 2M2 12.6 12.6 2M4.4 14 14 4.4M9.6 14l4.4-4.4" {...line} strokeWidth={1.4} />
    </>
  ),
  deploying: <path d="M1.8 8h11.4M9 3.4 13.6 8 9 12.6" {...line} strokeWidth={2.2} />,
  unverified: (
    <>
      <circle cx="8" cy="8" r="6.6" {...line} strokeWidth={1.5} strokeDasharray="2.2 2.6" />
      <path d="M6.2 6.3A1.9 1.9 0 1 1 8 8.4v.7m0 2v.1" {...line} strokeWidth={1.6} />
    </>
  ),
  healthy: (
    <>
      <circle cx="8" cy="8" r="6.6" {...line} strokeWidth={1.6} />
      <path d="m5 8.3 2.1 2.1L11 6.2" {...line} />
    </>
  ),
  stopped: <path d="M5.2 2.6v10.8M10.8 2.6v10.8" {...line} strokeWidth={2.6} />,
}

/** The icon of a level, in the colour of the text around it. Always beside or inside something that says the word. */
export function LevelIcon({ level, className = 'size-4' }: { level: Level; className?: string }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" className={`shrink-0 ${className}`}>
      {shapes[level]}
    </svg>
  )
}

'use client'

import { useId, type KeyboardEvent, type PointerEvent } from 'react'
import { linePath, niceTop } from './line-path'

export type Marker = { /** Position, 0 (left) to 1. */ at: number; label: string }

type LineChartProps = {
  title: string
  /** Oldest first; null is a gap and is drawn as one. */
  values: (number | null)[]
  /** "%". */
  unit: string
  /** The least top of the scale; a higher value raises it. */
  top: number
  /** Words for the ends of the time axis: "3 h ago" and "now". */
  ends: [from: string, to: string]
  /** What a reader hears: range and last value. */
  label: string
  /** The point under the shared crosshair, or null. */
  index: number | null
  onIndex: (index: number | null) => void
  /** The time and value at the crosshair, in words. */
  readout: string
  markers?: Marker[]
}

const width = 600
const height = 110

/**
 * One line with its unit and time axis. The crosshair is shared by handing `index` to several charts; ← → move it from
 * the keyboard.
 */
export function LineChart({
  title,
  values,
  unit,
  top,
  ends,
  label,
  index,
  onIndex,
  readout,
  markers = [],
}: LineChartProps) {
  const titleId = useId()
  const max = niceTop(values, top)
  const last = values.length - 1
  const xOf = (at: number) => (last > 0 ? (at / last) * width : 0)
  const value = index === null ? null : (values[index] ?? null)
  const follow = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const share = (event.clientX - box.left) / box.width
    onIndex(Math.min(last, Math.max(0, Math.round(share * last))))
  }
  const move = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    onIndex(Math.min(last, Math.max(0, (index ?? last + 1) + step)))
  }
  return (
    <figure className="min-w-0">
      <figcaption className="flex items-baseline justify-between gap-2 pb-2">
        <span id={titleId} className="font-medium">
          {title}
        </span>
        <output className="tabular text-sm" aria-live="off">
          {readout}
        </output>
      </figcaption>
      <div className="grid grid-cols-[2.6rem_minmax(0,1fr)] gap-x-2 text-xs text-muted">
        <div aria-hidden className="tabular flex flex-col justify-between text-right">
          <span className="-mt-2">
            {max} {unit}
          </span>
          <span>{max / 2}</span>
          <span className="-mb-2">0</span>
        </div>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a drawing whose points can be stepped through */}
        <div
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an inline drawing; `img` would need a URL
          role="img"
          aria-label={label}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- so that the crosshair can be moved without a pointer
          tabIndex={0}
          onPointerMove={follow}
          onPointerLeave={() => onIndex(null)}
          onKeyDown={move}
          onBlur={() => onIndex(null)}
          className="touch-pan-y rounded-sm"
        >
          <svg
            viewBox={`0 0 ${width} ${height}`}
            preserveAspectRatio="none"
            aria-hidden="true"
            className="block h-28 w-full text-move"
          >
            {[0, 0.5, 1].map((share) => (
              <path
                key={share}
                d={`M0 ${share * height}H${width}`}
                stroke="var(--color-line)"
                vectorEffect="non-scaling-stroke"
              />
            ))}
            {markers.map((marker) => (
              <path
                key={`${marker.at} ${marker.label}`}
                d={`M${marker.at * width} 0V${height}`}
                stroke="var(--color-edge)"
                strokeDasharray="3 3"
                vectorEffect="non-scaling-stroke"
              >
                <title>{marker.label}</title>
              </path>
            ))}
            <path
              d={linePath(values, { width, height, max })}
              fill="none"
              stroke="currentColor"
              strokeWidth="1.5"
              strokeLinejoin="round"
              strokeLinecap="round"
              vectorEffect="non-scaling-stroke"
            />
            {index !== null && (
              <path
                d={`M${xOf(index)} 0V${height}`}
                stroke="var(--color-ink)"
                vectorEffect="non-scaling-stroke"
              />
            )}
            {index !== null && value !== null && (
              <path
                d={`M${xOf(index)} ${height - (value / max) * height}h0`}
                stroke="currentColor"
                strokeWidth="7"
                strokeLinecap="round"
                vectorEffect="non-scaling-stroke"
              />
            )}
          </svg>
        </div>
        <span />
        <div aria-hidden className="flex justify-between pt-0.5">
          <span>{ends[0]}</span>
          <span>{ends[1]}</span>
        </div>
      </div>
    </figure>
  )
}

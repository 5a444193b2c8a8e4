type SparklineProps = {
  /** Oldest first; null is a gap and is drawn as one. */
  values: (number | null)[]
  /** The top of the scale, at least; a higher value raises it. */
  max: number
  /** What a reader hears: "CPU of web, last 3 hours: between 12 and 40 %". */
  label: string
}

const width = 84
const height = 20

/** A small line without axes. A gap in the data stays a gap. */
export function Sparkline({ values, max, label }: SparklineProps) {
  return (
    <svg
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an inline drawing; `img` would need a URL
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      className="shrink-0 overflow-visible text-move"
    >
      <path d={`M0 ${height - 0.5}H${width}`} stroke="var(--color-line)" />
      <path
        d={sparklinePath(values, max)}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.25"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  )
}

/** The line as an SVG path: one `M` for each run of known values; a lone point is a short dash. */
export function sparklinePath(values: (number | null)[], max: number): string {
  const top = Math.max(max, ...values.map((value) => value ?? 0))
  const step = values.length > 1 ? width / (values.length - 1) : width
  const parts: string[] = []
  let drawing = false
  values.forEach((value, index) => {
    if (value === null) {
      drawing = false
      return
    }
    const x = round(index * step)
    const y = round(height - 1 - (value / top) * (height - 2))
    const alone = !drawing && (values[index + 1] ?? null) === null
    parts.push(drawing ? `L${x} ${y}` : alone ? `M${x} ${y}h1` : `M${x} ${y}`)
    drawing = true
  })
  return parts.join('')
}

function round(n: number): number {
  return Math.round(n * 10) / 10
}

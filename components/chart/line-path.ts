type Box = { width: number; height: number; max: number }

/** A line as an SVG path: one `M` for each run of known values; a lone point is a dot. */
export function linePath(values: readonly (number | null)[], { width, height, max }: Box): string {
  const step = values.length > 1 ? width / (values.length - 1) : 0
  let drawing = false
  return values
    .map((value, index) => {
      if (value === null) {
        drawing = false
        return ''
      }
      const point = `${round(index * step)} ${round(height - (value / max) * height)}`
      const alone = !drawing && (values[index + 1] ?? null) === null
      const command = drawing ? `L${point}` : alone ? `M${point}h0` : `M${point}`
      drawing = true
      return command
    })
    .join('')
}

/** The top of a scale that holds every value: `least`, or the next even step above the highest. */
export function niceTop(values: readonly (number | null)[], least: number): number {
  const highest = Math.max(0, ...values.map((value) => value ?? 0))
  return highest <= least ? least : Math.ceil(highest / 50) * 50
}

function round(n: number): number {
  return Math.round(n * 10) / 10
}

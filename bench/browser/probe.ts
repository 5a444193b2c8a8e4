// oxlint-disable unicorn/consistent-function-scoping -- what runs in the page can reach nothing outside of itself.
/** What the page noted about itself, in ms since its navigation began. */
export type Noted = {
  firstContentfulPaint: number | null
  /** When the first rows were painted. */
  rows: number | null
  /** When React had taken over the filter, so that a key typed there would filter. */
  filterReady: number | null
  longTasks: { start: number; duration: number }[]
  /** The worst delay of each interaction (ms, Event Timing), by its id; those under 16 ms are not told. */
  interactions: Record<number, number>
}

declare global {
  interface Window {
    benchNoted: Noted
  }
}

/** Runs in the page before any of its scripts. A page without a filter is ready at once. */
export function probe({
  row,
  rows,
  filter,
}: {
  row: string
  rows: number
  filter: string | undefined
}): void {
  const noted: Noted = {
    firstContentfulPaint: null,
    rows: null,
    filterReady: filter === undefined ? 0 : null,
    longTasks: [],
    interactions: {},
  }
  window.benchNoted = noted
  const watch = (type: string, note: (entry: PerformanceEntry) => void, more: object = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({
      type,
      buffered: true,
      ...more,
    })
  watch('paint', ({ name, startTime }) => {
    if (name === 'first-contentful-paint') noted.firstContentfulPaint = startTime
  })
  watch('longtask', ({ startTime, duration }) => noted.longTasks.push({ start: startTime, duration }))
  watch(
    'event',
    (entry) => {
      const { interactionId, duration } = entry as PerformanceEventTiming
      if (interactionId === 0) return
      noted.interactions[interactionId] = Math.max(noted.interactions[interactionId] ?? 0, duration)
    },
    { durationThreshold: 16 },
  )

  const areThere = () => {
    const found = document.querySelectorAll<HTMLElement>(row)
    const last = found[rows - 1]
    return last !== undefined && last.textContent !== '' && last.getBoundingClientRect().height > 0
  }
  let seen = false
  const lookForRows = () => {
    if (seen || !areThere()) return
    seen = true
    observer.disconnect()
    // After the frame that paints them.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.addEventListener('message', () => (noted.rows = performance.now()), { once: true })
      port1.start()
      port2.postMessage(null)
    })
  }
  const observer = new MutationObserver(lookForRows)
  observer.observe(document, { childList: true, subtree: true, characterData: true })
  document.addEventListener('DOMContentLoaded', lookForRows)

  if (filter === undefined) return
  // React writes its props on an element when it has hydrated or made it; no event tells of that.
  const timer = setInterval(() => {
    const input = document.querySelector(filter)
    if (input === null || !Object.keys(input).some((key) => key.startsWith('__reactProps'))) return
    noted.filterReady = performance.now()
    clearInterval(timer)
  }, 10)
}

/** A minute on the clock of a time zone. */
export type LocalMinute = { year: number; month: number; day: number; hour: number; minute: number }

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(timeZone, format)
  }
  return format
}

/** Whether a name is an IANA time zone. */
export function isTimeZone(name: string): boolean {
  try {
    formatOf(name)
    return true
  } catch {
    return false
  }
}

/** What the clocks of a zone show at a time (epoch ms). */
export function localMinute(at: number, timeZone: string): LocalMinute {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map((part) => [part.type, Number(part.value)]),
  )
  const read = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
  return {
    year: read('year'),
    month: read('month'),
    day: read('day'),
    hour: read('hour'),
    minute: read('minute'),
  }
}

/**
 * The first time (epoch ms) at which the clocks of a zone show a minute; `undefined` when they skip it, as on the day
 * on which summer time begins.
 */
export function instantOf(local: LocalMinute, timeZone: string): number | undefined {
  const asUtc = Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute)
  if (timeZone === 'UTC') return asUtc
  const offsetAt = (at: number) => {
    const shown = localMinute(at, timeZone)
    const showed = Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute)
    return showed - Math.floor(at / 60_000) * 60_000
  }
  // The zone's offset is that of the day before or of the day after; the larger one gives the earlier instant.
  const offsets = [offsetAt(asUtc - 86_400_000), offsetAt(asUtc + 86_400_000)].sort((a, b) => b - a)
  return offsets.map((offset) => asUtc - offset).find((at) => at + offsetAt(at) === asUtc)
}

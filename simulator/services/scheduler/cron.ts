/**
 * AWS's six-field cron: minutes, hours, day of month, month, day of week, year.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based
 */
export type Cron = {
  minutes: ReadonlySet<number>
  hours: ReadonlySet<number>
  months: ReadonlySet<number>
  years: ReadonlySet<number>
  /** Whether it runs on a day of the local calendar. */
  onDay: (year: number, month: number, day: number) => boolean
}

const monthNames = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
const dayNames = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']

/** Reads the inside of `cron(…)`; `undefined` when AWS would refuse it. */
export function parseCron(text: string): Cron | undefined {
  const fields = text.trim().split(/\s+/)
  const [minute, hour, dayOfMonth, month, dayOfWeek, year] = fields
  if (fields.length !== 6 || !minute || !hour || !dayOfMonth || !month || !dayOfWeek || !year)
    return undefined
  // One of the two day fields must be `?`, as they would contradict each other.
  if ((dayOfMonth === '?') === (dayOfWeek === '?')) return undefined
  const minutes = numbers(minute, 0, 59)
  const hours = numbers(hour, 0, 23)
  const months = numbers(month, 1, 12, monthNames, 1)
  const years = numbers(year, 1970, 2199)
  const onDay = dayOfWeek === '?' ? daysOfMonth(dayOfMonth) : daysOfWeek(dayOfWeek)
  if (!minutes || !hours || !months || !years || !onDay) return undefined
  return { minutes, hours, months, years, onDay }
}

/** `*`, `5`, `1-5`, `0/15`, steps of `*`, names, and lists of these. */
function numbers(
  field: string,
  min: number,
  max: number,
  names: string[] = [],
  firstName = 0,
): Set<number> | undefined {
  const out = new Set<number>()
  const read = (word: string) => {
    const named = names.indexOf(word.toUpperCase())
    const value = named >= 0 ? named + firstName : /^\d+$/.test(word) ? Number(word) : Number.NaN
    return value >= min && value <= max ? value : undefined
  }
  for (const part of field.split(',')) {
    const [range = '', stepText] = part.split('/')
    const step = stepText === undefined ? 1 : Number(stepText)
    if (!Number.isInteger(step) || step < 1) return undefined
    const [from, to] = range.split('-')
    const first = range === '*' ? min : read(from ?? '')
    const last = range === '*' ? max : to !== undefined ? read(to) : stepText === undefined ? first : max
    if (first === undefined || last === undefined) return undefined
    // A range may wrap, e.g. FRI-MON.
    const length = last >= first ? last - first : last - first + (max - min + 1)
    for (let i = 0; i <= length; i += step) out.add(min + ((first - min + i) % (max - min + 1)))
  }
  return out
}

type OnDay = Cron['onDay']

const lastDay = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()
/** 1 = Sunday … 7 = Saturday, as AWS counts. */
const weekday = (year: number, month: number, day: number) =>
  new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1

function daysOfMonth(field: string): OnDay | undefined {
  if (field === 'L') return (year, month, day) => day === lastDay(year, month)
  const nearest = /^(\d{1,2})W$/.exec(field)
  if (nearest || field === 'LW') {
    return (year, month, day) =>
      day === nearestWeekday(year, month, nearest ? Number(nearest[1]) : lastDay(year, month))
  }
  const days = numbers(field, 1, 31)
  return days && ((_year, _month, day) => days.has(day))
}

function daysOfWeek(field: string): OnDay | undefined {
  const nth = /^([1-7]|[A-Za-z]{3})#([1-5])$/.exec(field)
  if (nth) {
    const [wanted] = numbers(nth[1] ?? '', 1, 7, dayNames, 1) ?? []
    if (wanted === undefined) return undefined
    return (year, month, day) => weekday(year, month, day) === wanted && Math.ceil(day / 7) === Number(nth[2])
  }
  const last = /^([1-7]|[A-Za-z]{3})?L$/.exec(field)
  if (last) {
    const [wanted] = numbers(last[1] ?? '7', 1, 7, dayNames, 1) ?? []
    if (wanted === undefined) return undefined
    const inLastWeek = last[1] !== undefined
    return (year, month, day) =>
      weekday(year, month, day) === wanted && (!inLastWeek || day + 7 > lastDay(year, month))
  }
  const days = numbers(field, 1, 7, dayNames, 1)
  return days && ((year, month, day) => days.has(weekday(year, month, day)))
}

/** The working day nearest to a day, without leaving its month. */
function nearestWeekday(year: number, month: number, wanted: number): number {
  const day = Math.min(wanted, lastDay(year, month))
  const on = weekday(year, month, day)
  if (on === 7) return day > 1 ? day - 1 : day + 2
  if (on === 1) return day < lastDay(year, month) ? day + 1 : day - 2
  return day
}

import type { TargetHealth } from '@aws-sdk/client-elastic-load-balancing-v2'

/** What one probe met: an HTTP status, or nothing within the time-out. */
export type Probe = number | 'timeout'

/** How a target group probes. `passes` says whether an answer is a good one. */
export type HealthCheck = {
  intervalMs: number
  healthyThreshold: number
  unhealthyThreshold: number
  passes: (probe: Probe) => boolean
}

/** Where the probing of one target stands. `row`: good answers in a row when above zero, bad ones when below. */
export type HealthCourse = {
  nextProbeAt: number
  row: number
  state: 'initial' | 'healthy' | 'unhealthy'
  /** The last bad answer. */
  met?: Probe
}

/** Registration takes a few seconds before the first probe is sent. */
export const registrationMs = 4_000

export function startCourse(since: number): HealthCourse {
  return { nextProbeAt: since + registrationMs, row: 0, state: 'initial' }
}

/**
 * Sends every probe that was due up to `now`: healthy after its first good answer, or once it was unhealthy after the
 * healthy threshold of them in a row; unhealthy after the unhealthy threshold of bad ones. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 * From `constantFrom` on every probe meets the same answer: once that has decided, the rest need not be sent one by one.
 */
export function proceed(
  course: HealthCourse,
  check: HealthCheck,
  now: number,
  probe: (at: number) => Probe,
  constantFrom = Infinity,
): void {
  for (; course.nextProbeAt <= now; course.nextProbeAt += check.intervalMs) {
    const met = probe(course.nextProbeAt)
    const good = check.passes(met)
    course.row = good ? Math.max(course.row, 0) + 1 : Math.min(course.row, 0) - 1
    if (!good) course.met = met
    // A new target needs one good answer, one that failed the healthy threshold of them.
    const needed = course.state === 'initial' ? 1 : check.healthyThreshold
    if (course.row >= needed) course.state = 'healthy'
    if (-course.row >= check.unhealthyThreshold) course.state = 'unhealthy'
    if (isDecided(course, check, constantFrom, course.nextProbeAt)) {
      course.nextProbeAt += check.intervalMs * Math.floor((now - course.nextProbeAt) / check.intervalMs)
    }
  }
}

/** Whether no further probe can change the state: they all meet what the last one (at `probedAt`) met. */
export function isDecided(
  course: HealthCourse,
  check: HealthCheck,
  constantFrom: number,
  probedAt = course.nextProbeAt - check.intervalMs,
): boolean {
  const needed = Math.max(check.healthyThreshold, check.unhealthyThreshold)
  return probedAt >= constantFrom && Math.abs(course.row) >= needed
}

/** How DescribeTargetHealth words a course. */
export function healthOfCourse(course: HealthCourse, since: number, now: number): TargetHealth {
  if (course.state === 'healthy') return { State: 'healthy' }
  if (course.state === 'unhealthy') return { State: 'unhealthy', ...wordsOf(course.met) }
  if (now < since + registrationMs)
    return {
      State: 'initial',
      Reason: 'Elb.RegistrationInProgress',
      Description: 'Target registration is in progress',
    }
  return {
    State: 'initial',
    Reason: 'Elb.InitialHealthChecking',
    Description: 'Initial health checks in progress',
  }
}

function wordsOf(met: Probe | undefined): Pick<TargetHealth, 'Reason' | 'Description'> {
  if (met === undefined) return { Reason: 'Target.FailedHealthChecks', Description: 'Health checks failed' }
  if (met === 'timeout') return { Reason: 'Target.Timeout', Description: 'Request timed out' }
  return {
    Reason: 'Target.ResponseCodeMismatch',
    Description: `Health checks failed with these codes: [${met}]`,
  }
}

const matchers = new Map<string, { low: number; high: number }[]>()

/** Whether a status is one of a matcher's, e.g. `200`, `200-299`, `200,302`. */
export function matches(matcher: string, status: number): boolean {
  let ranges = matchers.get(matcher)
  if (!ranges) {
    ranges = matcher.split(',').flatMap((part) => {
      const [low, high = low] = part.split('-').map(Number)
      return low !== undefined && high !== undefined ? [{ low, high }] : []
    })
    matchers.set(matcher, ranges)
  }
  return ranges.some(({ low, high }) => status >= low && status <= high)
}

/** The verdicts, worst first (CONTRACT.md "Verdicts"). */
export const levels = [
  'failing',
  'crash-loop',
  'degraded',
  'unknown',
  'deploying',
  'unverified',
  'healthy',
  'stopped',
] as const

export type Level = (typeof levels)[number]

/** What a reader sees for each level. */
export const levelWords: Record<Level, string> = {
  failing: 'Failing',
  'crash-loop': 'Crash loop',
  degraded: 'Degraded',
  unknown: 'Unknown',
  deploying: 'Deploying',
  unverified: 'Unverified',
  healthy: 'Healthy',
  stopped: 'Stopped',
}

/** One reason for a verdict: a sentence, and the facts that a page may show beside it. */
export type Evidence = {
  /**
   * What kind of fact it is, e.g. `counts`, `target-health`, `container-health`, `stops`, `exit-code`, `rollout`,
   * `placement`, `image-pull`, `no-check`, `stale`, `unreachable`, `denied`, `missing`, `pending`, `desired-zero`.
   */
  kind: string
  /** A plain sentence. Text of AWS or of a workload inside it is hostile: render it as text. */
  text: string
  /** When it happened or was true, ISO 8601. */
  at?: string
  /** What `at` is, where the bare time would mislead: "last 1 min ago", "began 15 min ago". */
  atWord?: 'last' | 'began'
  /** AWS's own words, verbatim. */
  quote?: string
}

/** A verdict with its evidence: `because` is never empty, the weightiest reason first. */
export type Health = {
  level: Level
  because: [Evidence, ...Evidence[]]
  /** What to do next, in one clause ("roll back to :41"), when the facts allow saying so. */
  next?: string
}

/** Negative when `a` is worse than `b`. */
export function compareLevels(a: Level, b: Level): number {
  return levels.indexOf(a) - levels.indexOf(b)
}

/** The worst of some levels, or `undefined` of none. */
export function worst(all: readonly Level[]): Level | undefined {
  return all.reduce<Level | undefined>(
    (found, level) => (found === undefined || compareLevels(level, found) < 0 ? level : found),
    undefined,
  )
}

/** Levels that a person should look at now. */
export const alarming = ['failing', 'crash-loop', 'degraded', 'unknown'] as const satisfies readonly Level[]

export function isAlarming(level: Level): boolean {
  return alarming.some((each) => each === level)
}

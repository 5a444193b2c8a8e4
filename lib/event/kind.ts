import type { ServiceEvent } from './contract'

/**
 * What a service event tells, from AWS's known sentences, matched loosely; `info` when it is none of them.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html
 */
export function eventKind(message: string): ServiceEvent['kind'] {
  return kinds.find(([text]) => text.test(message))?.[1] ?? 'info'
}

// The first that matches wins: a failed health check also says that a task was stopped.
const kinds: readonly (readonly [RegExp, ServiceEvent['kind']])[] = [
  [/has reached a steady state/i, 'steady'],
  [/unable to consistently start tasks/i, 'impaired'],
  [/unable to place a task/i, 'placement'],
  [/operations are being throttled/i, 'throttled'],
  [/unable to stop or start tasks during a deployment/i, 'deployment'],
  [/is unhealthy in|health check/i, 'unhealthy'],
  [
    /\bdeployment (completed|failed|in progress)|rolling back|\bdeployment\b.*\b(completed|failed)/i,
    'deployment',
  ],
  [/has stopped \d+ (running|pending)? ?tasks?/i, 'stopped'],
  [/has started \d+ tasks?/i, 'started'],
  [/AZ balanced|desired count|scal(ed|ing)/i, 'scaling'],
]

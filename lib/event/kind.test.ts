import { expect, test } from 'vitest'
import { eventKind } from './kind'

test.each([
  ['(service web) has reached a steady state.', 'steady'],
  [
    '(service x) is unable to consistently start tasks successfully. For more information, see the …',
    'impaired',
  ],
  [
    '(service x) was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance 1) has insufficient memory available.',
    'placement',
  ],
  [
    "(service x) was unable to place a task. Reason: You've reached the limit on the number of vCPUs you can run concurrently.",
    'placement',
  ],
  [
    '(service s) (task 1) (port 80) is unhealthy in (target-group tg) due to (reason Health checks failed with these codes: [404]).',
    'unhealthy',
  ],
  ['(service s) operations are being throttled. Will try again later.', 'throttled'],
  [
    '(service s) was unable to stop or start tasks during a deployment because of the service deployment configuration.',
    'deployment',
  ],
  ['(service s) (deployment ecs-svc/123) deployment completed.', 'deployment'],
  ['(service s) (deployment ecs-svc/123) deployment failed: tasks failed to start.', 'deployment'],
  ['(service s) rolling back to deployment ecs-svc/122.', 'deployment'],
  ['(service s) has stopped 1 running tasks: (task 1).', 'stopped'],
  ['(service s) has started 1 tasks: (task 1).', 'started'],
  ['(service s) is not AZ balanced with 3 tasks. AZ Rebalancing in progress.', 'scaling'],
  ['(service s) registered 1 targets in (target-group tg)', 'info'],
  ['', 'info'],
])('%s', (message, kind) => {
  expect(eventKind(message)).toBe(kind)
})

import { expect, test } from 'vitest'
import { changesSince, seenInput, seenOf } from './seen'

const deployment = { id: 'ecs-svc/2', status: 'PRIMARY' }
const service = {
  desiredCount: 5,
  deployments: [{ id: 'ecs-svc/1', status: 'ACTIVE' }, deployment],
  taskDefinition: { arn: 'arn:aws:ecs:eu-west-1:1:task-definition/web:12', family: 'web', revision: 12 },
} as unknown as Parameters<typeof seenOf>[0]

test('what is sent is the desired count, the primary deployment and its revision', () => {
  const seen = seenOf(service)
  expect(seen && seenInput(seen)).toEqual({
    desiredCount: 5,
    deploymentId: 'ecs-svc/2',
    taskDefinition: 'web:12',
  })
})

test('without a desired count there is nothing to decide on; what is absent is not sent', () => {
  expect(seenOf({ ...service, desiredCount: null })).toBeNull()
  const seen = seenOf({ desiredCount: 1, deployments: [], taskDefinition: null })
  expect(seen && seenInput(seen)).toEqual({ desiredCount: 1 })
})

test('each change is said once', () => {
  const seen = { desiredCount: 5, deploymentId: 'a', revision: 'web:12' }
  expect(changesSince(seen, seen)).toEqual([])
  expect(changesSince(seen, { ...seen, desiredCount: 6 })).toEqual([
    'The desired count was 5 and is 6 by now.',
  ])
  expect(changesSince(seen, { ...seen, deploymentId: 'b' })).toEqual(['Another deployment has begun.'])
  expect(changesSince(seen, { ...seen, deploymentId: 'b', revision: 'web:13' })).toEqual([
    'It ran web:12 and runs web:13 by now.',
  ])
})

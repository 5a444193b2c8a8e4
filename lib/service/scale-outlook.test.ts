import { expect, test } from 'vitest'
import { forceDeploymentDisabledReason, scaleDisabledReason, scaleOutlook } from './scale-outlook'

const plain = { schedulingStrategy: 'REPLICA', deploymentController: 'ECS', status: 'ACTIVE' }
const scaling = { minCapacity: 2, maxCapacity: 10, suspended: false, policies: [] }

test.each([
  ['no auto scaling', null, null],
  ['auto scaling', scaling, 'Auto scaling keeps 2–10 and may undo this.'],
  ['suspended', { ...scaling, suspended: true }, 'Auto scaling is suspended; it would keep 2–10.'],
  [
    'unread',
    undefined,
    'Whether auto scaling watches over this service could not be read; it may undo this.',
  ],
])('%s', (_, given, warning) => {
  expect(scaleOutlook(plain, given, ['http://shop/'])).toEqual({
    disabledReason: null,
    warning,
    serves: ['http://shop/'],
  })
})

test.each([
  ['an ordinary service', {}, false, false],
  ['a daemon', { schedulingStrategy: 'DAEMON' }, true, false],
  ['CODE_DEPLOY', { deploymentController: 'CODE_DEPLOY' }, false, true],
  ['EXTERNAL', { deploymentController: 'EXTERNAL' }, true, true],
  ['a deleted one', { status: 'DRAINING' }, true, true],
])('%s: scaling, forcing refused', (_, facts, scale, force) => {
  expect(scaleDisabledReason({ ...plain, ...facts }) !== null).toBe(scale)
  expect(forceDeploymentDisabledReason({ ...plain, ...facts }) !== null).toBe(force)
})

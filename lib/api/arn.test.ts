import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { nameOf } from './arn'

const base = 'arn:aws:ecs:eu-west-1:111122223333:'

test.each([
  [`${base}cluster/shop-prod`, 'shop-prod'],
  [`${base}service/shop-prod/web`, 'web'],
  [`${base}service/web`, 'web'],
  [`${base}task/shop-prod/0f3c`, '0f3c'],
  [`${base}container-instance/shop-prod/0f3c`, '0f3c'],
  [`${base}task-definition/web:12`, 'web:12'],
  ['web:12', 'web:12'],
  ['web', 'web'],
  ['arn:x:service/c/web', 'web'],
  [`${base}cluster/a/b`, 'a/b'],
  [`${base}service/shop-prod/../web`, '../web'],
  ['arn:', 'arn:'],
  ['', ''],
])('%s names %s', (arn, name) => expect(nameOf(arn)).toBe(name))

test('whatever a name holds, it is given whole, so that two names never become one', () => {
  const any = fc.string({ unit: 'binary' })
  const cluster = fc.stringMatching(/^[\w-]{1,20}$/)
  fc.assert(
    fc.property(cluster, any, (cluster, name) => {
      expect(nameOf(`${base}cluster/${name}`)).toBe(name)
      expect(nameOf(`${base}task-definition/${name}`)).toBe(name)
      expect(nameOf(`${base}service/${cluster}/${name}`)).toBe(name)
      for (const kind of ['task', 'container-instance'])
        expect(nameOf(`${base}${kind}/${name}/0f3c`)).toBe('0f3c')
    }),
  )
})

test('anything at all is named without a fault', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(text.endsWith(nameOf(text))).toBe(true)
      expect(text.endsWith(nameOf(`arn:${text}`)) || nameOf(`arn:${text}`) === `arn:${text}`).toBe(true)
    }),
  )
})

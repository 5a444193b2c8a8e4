import { describe, expect, test } from 'vitest'
import { settingsFrom } from './settings.ts'

describe('the settings of the door', () => {
  test('are all optional', () => {
    const usual = { port: 3000, dev: false, needsToken: true }
    expect(settingsFrom({}, [])).toEqual(usual)
    expect(settingsFrom({ PORT: '', QUAYSIDE_HOST: '', QUAYSIDE_LAUNCH_TOKEN: '' }, [])).toEqual(usual)
    expect(settingsFrom({ PORT: '0' }, ['--dev'])).toEqual({ ...usual, port: 0, dev: true })
  })

  test('the token is turned off with a warning, and for commands of ours without one', () => {
    const off = { QUAYSIDE_LAUNCH_TOKEN: 'off' }
    expect(settingsFrom(off, [])).toMatchObject({
      needsToken: false,
      warning: expect.stringMatching(/every program and every person on this machine/i),
    })
    for (const env of [{}, off]) {
      const settings = settingsFrom(env, ['--without-token'])
      expect([settings.needsToken, settings.warning]).toEqual([false, undefined])
    }
  })

  test.each(['on', 'OFF', '0', 'false', 'my-own-secret'])('the token cannot be %s', (value) => {
    const read = () => settingsFrom({ QUAYSIDE_LAUNCH_TOKEN: value }, [])
    expect(read).toThrow('QUAYSIDE_LAUNCH_TOKEN can only be off or empty')
    expect(read).not.toThrow('my-own-secret')
  })

  test.each(['localhost', 'LOCALHOST', '127.0.0.1', '::1', '[::1]'])('%s may be named', (host) => {
    expect(settingsFrom({ QUAYSIDE_HOST: host }, [])).toMatchObject({ port: 3000 })
  })

  test.each(['0.0.0.0', '::', '[::]', '*', '192.168.1.2', '127.0.0.2', 'localhost.evil.test', 'example.com'])(
    '%s may not',
    (host) => {
      expect(() => settingsFrom({ QUAYSIDE_HOST: host }, [])).toThrow('answers this machine only')
    },
  )

  test.each(['65536', '-1', '3000x', '1e3', ' 1'])('PORT cannot be %j', (port) => {
    expect(() => settingsFrom({ PORT: port }, [])).toThrow('PORT must be a number')
  })

  test('an argument that nobody knows is an error', () => {
    expect(() => settingsFrom({}, ['--without-tokens'])).toThrow('--without-tokens')
  })
})

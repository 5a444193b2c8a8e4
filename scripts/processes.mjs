// Starting, watching and stopping our two processes.
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { fail, root } from './set-up.mjs'

/** A port from a setting, or its default; anything else is a clear error. */
export function portFrom(name, fallback) {
  const text = process.env[name]
  if (text === undefined || text === '') return fallback
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    fail(`${name} must be a port from 1 to 65535, not "${text}".`)
  return port
}

function isFree(port, host) {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error) => resolve(error.code !== 'EADDRINUSE'))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)))
  })
}

/** Ends with a clear error when a port is taken. */
export async function mustBeFree(port, setting, what) {
  for (const host of ['127.0.0.1', '::1']) {
    if (await isFree(port, host)) continue
    fail(`Port ${port} is taken, so ${what} cannot listen there. Set ${setting} to another port.`)
  }
}

/** A free port, for checks and tests that need any. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

/**
 * Keeps some child processes together: when one ends or we are told to stop, all are stopped, within 10 seconds.
 */
export function processGroup() {
  const children = new Map()
  let stopping

  const stop = (code) => {
    stopping ??= (async () => {
      const ends = [...children.values()].map(({ child, ended }) => {
        child.kill('SIGTERM')
        return ended
      })
      const killer = setTimeout(() => {
        for (const { child } of children.values()) child.kill('SIGKILL')
      }, 9_000)
      await Promise.all(ends)
      clearTimeout(killer)
      process.exit(code)
    })()
    return stopping
  }
  process.on('SIGINT', () => void stop(0))
  process.on('SIGTERM', () => void stop(0))
  process.on('SIGHUP', () => void stop(0))

  const start = (name, args, env) => {
    // A group of its own: Ctrl-C reaches it through us, once, and it ends when our pipe to it closes.
    const child = spawn(process.execPath, args, {
      cwd: root,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: true,
    })
    const ended = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        children.delete(name)
        resolve()
        if (!stopping) {
          console.error(`${name} ended${signal ? ` by ${signal}` : ` with code ${code}`}.`)
          void stop(code || 1)
        }
      })
    })
    children.set(name, { child, ended })
    return child
  }

  return { start, stop, isStopping: () => stopping !== undefined }
}

/** Waits till an address answers 200; false when it did not within the time. */
export async function answers(url, withinMs, isStopping = () => false) {
  const end = Date.now() + withinMs
  while (Date.now() < end && !isStopping()) {
    const ok = await fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
      (response) => response.body?.cancel().then(() => response.ok) ?? response.ok,
      () => false,
    )
    if (ok) return true
    await wait(100)
  }
  return false
}

import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

/** A process that was started for a measurement; leaving its scope ends it. */
export type Child = AsyncDisposable & {
  pid: number
  /** `performance.now()` when it was started. */
  startedAt: number
  /** Resolves once the address answers 200; rejects when the process ends before or the time is over. */
  answers: (url: string, withinMs?: number, everyMs?: number) => Promise<void>
}

/** What must not outlive us, however we end. */
const running = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** Starts a Node program. Its output is not shown, its errors are. */
export function startChild(args: string[], env: Record<string, string> = {}): Child {
  const startedAt = performance.now()
  const child = spawn(process.execPath, args, {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    // With the channel it ends by itself when we are gone.
    stdio: ['ignore', 'ignore', process.env['BENCH_LOGS'] ? 'inherit' : 'ignore', 'ipc'],
  })
  running.add(child)
  let isWanted = true
  const ended = new Promise<void>((resolve) =>
    child.once('exit', (code, signal) => {
      running.delete(child)
      // Whoever measures it will only see that it does not answer.
      if (isWanted) process.stderr.write(`${args.join(' ')} ended by itself: ${signal ?? `code ${code}`}\n`)
      resolve()
    }),
  )

  async function answers(url: string, withinMs = 60_000, everyMs = 50): Promise<void> {
    const end = performance.now() + withinMs
    while (performance.now() < end && child.exitCode === null) {
      const ok = await fetch(url, { signal: AbortSignal.timeout(10_000) }).then(
        async (response) => (await response.arrayBuffer(), response.ok),
        () => false,
      )
      if (ok) return
      await wait(everyMs)
    }
    throw new Error(
      child.exitCode === null
        ? `${url} did not answer within ${withinMs / 1_000} s`
        : `${args.join(' ')} ended with code ${child.exitCode}; BENCH_LOGS=1 shows what it said`,
    )
  }

  return {
    pid: child.pid ?? 0,
    startedAt,
    answers,
    [Symbol.asyncDispose]: async () => {
      isWanted = false
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      const killer = setTimeout(() => child.kill('SIGKILL'), 10_000)
      await ended
      clearTimeout(killer)
    },
  }
}

/** Resident memory of a process (bytes); undefined where there is no /proc. */
export function residentBytes(pid: number): number | undefined {
  const file = `/proc/${pid}/status`
  if (!existsSync(file)) return undefined
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(file, 'utf8')) ?? []
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1_024
}

/** How many sockets a process has open; undefined where there is no /proc. */
export function openSockets(pid: number): number | undefined {
  const folder = `/proc/${pid}/fd`
  if (!existsSync(folder)) return undefined
  return readdirSync(folder).filter((fd) => {
    try {
      return readlinkSync(`${folder}/${fd}`).startsWith('socket:')
    } catch {
      return false
    }
  }).length
}

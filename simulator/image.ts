import type { Slice, World } from './world.ts'

/**
 * What the simulated world runs: how the containers of an image behave. ECS (exits, health checks, pulls), ELBv2
 * (probes), CloudWatch (CPU, memory) and Logs (lines) all ask the same behaviour, so that they tell one story.
 * Everything is a pure function of the facts given, so any past window answers the same for ever.
 */
export type Run = {
  seed: number
  taskId: string
  containerName: string
  image: string
  command: string[]
  environment: Record<string, string>
  /** When the container started, epoch ms. */
  startedAt: number
}

/** How a container ends by itself. `reason` is the container's reason, e.g. `OutOfMemoryError: …`. */
export type Exit = { afterMs: number; exitCode: number; reason?: string }

export type LogLine = { at: number; message: string }

export type Behaviour = {
  /** Why the image cannot be pulled: the text after `CannotPullContainerError: `; undefined when it can. */
  pullError?: string
  /** How long the pull takes, ms; 2 s when not given. */
  pullMs?: number
  /** How this container will end; undefined: it runs till it is stopped. */
  exit?: (run: Run) => Exit | undefined
  /** Exit code after SIGTERM; 143 when not given, 0 for a well-behaved server. */
  stopExitCode?: number
  /** The container health check's answer at an age; asked only when the definition has a check. Default: passes. */
  healthy?: (run: Run, ageMs: number) => boolean
  /** What an HTTP probe of a path gets at an age: a status code or `timeout`. Default: 200 after 3 s. */
  probe?: (run: Run, path: string, ageMs: number) => number | 'timeout'
  /** Requests per minute that one load balancer sends to a whole service at a minute; undefined: none. */
  requestsPerMinute?: (seed: number, minute: number) => number
  /**
   * The number of running tasks for which `cpu` is drawn: with more of them each does less, so that scaling a service
   * has an effect. Not given: the load is each task's own.
   */
  nominalTasks?: number
  /** CPU in use as a fraction of the container's (or task's) reservation, at a minute (epoch ms, aligned). */
  cpu?: (run: Run, minute: number) => number
  /** Memory in use as a fraction of the container's limit, at a minute. */
  memory?: (run: Run, minute: number) => number
  /** The lines that it wrote between two times (epoch ms, end exclusive), in order. */
  log?: (run: Run, from: number, to: number) => LogLine[]
}

type Images = {
  byPrefix: Map<string, Behaviour>
  /** The lengths of the prefixes, longest first. */
  lengths: number[]
  /** What was found for a reference: asked for at every probe. */
  known: Map<string, Behaviour>
}

const images: Slice<Images> = {
  name: 'images',
  make: () => ({ byPrefix: new Map(), lengths: [], known: new Map() }),
}

/** Teaches the world how images whose reference starts with `prefix` behave; the longest prefix, then the last wins. */
export function teachImage(world: World, prefix: string, behaviour: Behaviour): void {
  const { byPrefix, lengths, known } = world.slice(images)
  known.clear()
  byPrefix.set(prefix, behaviour)
  if (!lengths.includes(prefix.length)) lengths.push(prefix.length)
  lengths.sort((a, b) => b - a)
}

/**
 * The behaviour of an image: what the scenario taught, else a container that does what its shell command says
 * (`sleep 30; exit 3`), else a server that runs for ever.
 */
export function behaviourOf(world: World, image: string): Behaviour {
  const { byPrefix, lengths, known } = world.slice(images)
  let behaviour = known.get(image)
  if (!behaviour) {
    for (const length of lengths) behaviour ??= byPrefix.get(image.slice(0, length))
    behaviour ??= obedient
    known.set(image, behaviour)
  }
  return behaviour
}

const obedient: Behaviour = { exit: (run) => exitOfCommand(run.command) }

/** Reads `sleep N` and `exit N` from a command such as `["sh","-c","sleep 30; exit 3"]`. */
export function exitOfCommand(command: string[]): Exit | undefined {
  const script = command.join(' ')
  let afterMs = 0
  let sleeps = false
  for (const [, seconds] of script.matchAll(/\bsleep (\d+(?:\.\d+)?)\b/g)) {
    afterMs += Number(seconds) * 1000
    sleeps = true
  }
  const code = /\bexit (\d+)\b/.exec(script)
  if (code) return { afterMs: Math.max(afterMs, 500), exitCode: Number(code[1]) & 255 }
  if (sleeps && !/\bsleep infinity\b/.test(script)) return { afterMs, exitCode: 0 }
  if (/^(?:\S*sh -l?c )?(?:true|echo\b[^;&|]*)$/.test(script)) return { afterMs: 500, exitCode: 0 }
  if (/^(?:\S*sh -l?c )?false$/.test(script)) return { afterMs: 500, exitCode: 1 }
  return undefined
}

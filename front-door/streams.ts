import type { ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Change, Changes, ChangesRequest } from '../lib/api/changes.ts'
import { answer, jsonHeaders } from './answer.ts'
import { refusal, refuse } from './refusal.ts'
import { dataHeaders, flat } from './security-headers.ts'

export type StreamLimits = {
  /** Of all clients together: without sign-in there are no sessions to count by. */
  streams: number
  /** How long a client may take nothing of what it is sent (ms). */
  stuckMs: number
  /** How often all streams are looked after (ms). */
  tickMs: number
}

/** A comment goes out every so many ticks, so that nobody on the way takes the connection for dead. */
const ticksPerComment = 3
const comment = Buffer.from(':\n\n')

/** Above this, naming each path costs more than naming what they are all under. */
const pathsAtMost = 1_000

const streamHeaders = flat({
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'private, no-store, no-transform',
  // https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_buffering
  'x-accel-buffering': 'no',
  connection: 'close',
})

type Stream = {
  res: ServerResponse
  /** `/{account}/{region}`, which stands for everything under it. */
  root: string
  close: () => void
  /** Paths that could not be told yet; `undefined` while the client takes what it is sent. */
  waiting: Set<string> | undefined
  /** The `now` of the last change that waits. */
  now: string
  /** `performance.now()` since when the client takes nothing. */
  stuckSince: number
}

export type Streams = {
  open: (res: ServerResponse, request: ChangesRequest, changes: Changes) => void
  count: () => number
  has: (socket: Duplex) => boolean
  /** Tells every client that the console goes down, and ends. */
  bye: () => void
}

/**
 * The streams of changes. A client costs its socket, one small object and one function: there is one timer for all of
 * them, and the bytes of an event are made once. For a client that does not keep up, what changed is merged, so that it
 * costs no more than one event however long it takes.
 */
export function createStreams({ streams: streamsAtMost, stuckMs, tickMs }: StreamLimits): Streams {
  // By connection: an answer that waits behind another one of its connection is not told when that closes.
  const streams = new Map<Duplex, Stream>()
  let timer: NodeJS.Timeout | undefined
  let ticks = 0
  let last: { change: Change; bytes: Buffer } | undefined

  function write(stream: Stream, bytes: Buffer): void {
    const { res } = stream
    if (res.req.socket.destroyed || res.writableEnded || res.write(bytes)) return
    stream.waiting = new Set()
    stream.stuckSince = performance.now()
  }

  function tell(stream: Stream, change: Change): void {
    if (stream.waiting !== undefined) return merge(stream, change)
    if (last?.change !== change) {
      const paths = change.paths.length > pathsAtMost ? [stream.root] : change.paths
      last = { change, bytes: eventOf(change.now, paths) }
    }
    write(stream, last.bytes)
  }

  function onDrain(this: ServerResponse): void {
    const stream = streams.get(this.req.socket)
    if (stream?.waiting === undefined) return
    const { waiting, now } = stream
    stream.waiting = undefined
    if (waiting.size > 0) write(stream, eventOf(now, [...waiting]))
  }

  function onClose(this: Duplex): void {
    streams.get(this)?.close()
    streams.delete(this)
    if (streams.size > 0) return
    clearInterval(timer)
    timer = undefined
    last = undefined
  }

  function tick(): void {
    ticks += 1
    for (const [socket, stream] of streams) {
      if (stream.waiting === undefined) {
        if (ticks % ticksPerComment === 0) write(stream, comment)
      } else if (performance.now() - stream.stuckSince > stuckMs) {
        socket.destroy()
      }
    }
  }

  return {
    open: (res, request, changes) => {
      const { requestId, rawAccount, rawRegion } = request
      const { socket } = res.req
      if (streams.has(socket)) return refuse(res, requestId, refusal(400, 'This connection has a stream.'))
      if (streams.size >= streamsAtMost) {
        return refuse(res, requestId, refusal(503, 'There are too many streams.', { 'retry-after': '5' }))
      }
      const stream: Stream = {
        res,
        root: `/${rawAccount}/${rawRegion}`,
        close: () => undefined,
        // Till the head is out, changes wait.
        waiting: new Set(),
        now: '',
        stuckSince: performance.now(),
      }
      const opened = changes.open(request, (change) => tell(stream, change))
      if (!opened.ok) {
        return answer(res, requestId, opened.status, jsonHeaders, JSON.stringify({ error: opened.problem }))
      }
      stream.close = opened.close
      streams.set(socket, stream)
      timer ??= setInterval(tick, tickMs)
      res.on('drain', onDrain)
      socket.on('close', onClose)
      // It is silent by design, and `tick` sees to it that it is not dead.
      socket.setTimeout(0)
      res.writeHead(200, [...dataHeaders, 'quayside-request-id', requestId, ...streamHeaders])
      res.write(`retry: ${retryMs()}\n:\n\n`)
      onDrain.call(res)
    },
    count: () => streams.size,
    has: (socket) => streams.has(socket),
    bye: () => {
      for (const [socket, { res, waiting }] of streams) {
        // A browser gives no event that has no data.
        if (waiting === undefined) res.end(`retry: ${retryMs()}\nevent: bye\ndata: {}\n\n`)
        else socket.destroy()
      }
    },
  }
}

function merge(stream: Stream, { now, paths }: Change): void {
  const { waiting, root } = stream
  stream.now = now
  if (waiting === undefined || waiting.has(root)) return
  for (const path of paths) waiting.add(path)
  if (waiting.size > pathsAtMost) stream.waiting = new Set([root])
}

/** One event, its bytes exactly. */
function eventOf(now: string, paths: string[]): Buffer {
  return Buffer.from(`event: changed\ndata: ${JSON.stringify({ now, paths })}\n\n`)
}

/** When to come back: spread, so that a restart is not followed by everybody at once. */
function retryMs(): number {
  return Math.round(2_000 + Math.random() * 3_000)
}

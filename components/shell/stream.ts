import type { Change } from '@/lib/api/changes'

/** What one tab tells the others of the stream that it holds for all of them. */
type Message =
  | { kind: 'changed'; paths: string[] }
  /** A stream was opened; before it was, anything may have changed. */
  | { kind: 'opened' }
  /** The stream is there: the answer to a tab that asks. */
  | { kind: 'up' }
  | { kind: 'down' }
  /** A new tab asks how things stand. */
  | { kind: 'ask' }

type Told = {
  /** These paths have other answers now; undefined: any may. */
  onChanged: (paths: readonly string[] | undefined) => void
  onState: (isUp: boolean) => void
}

/** A refused stream is tried again after this (ms), with as much again at random, so that a crowd does not come back at once. */
const refusedMs = 30_000

/**
 * The stream of changes of an account and region (`place` is `/{account}/{region}`), held by one tab of the browser for
 * all of them: browsers open six connections to a host, and eight tabs must all load. The tab that has the lock holds
 * the stream; when it is closed the next one takes over. Returns the way to leave.
 */
export function joinStream(place: string, { onChanged, onState }: Told): () => void {
  if (typeof EventSource === 'undefined' || !('locks' in navigator)) return () => undefined
  const channel = new BroadcastChannel(`quayside ${place}`)
  const leaving = new AbortController()
  let isUp = false

  const hear = (message: Message) => {
    if (message.kind === 'changed') onChanged(message.paths)
    if (message.kind === 'changed' || message.kind === 'ask') return
    const before = isUp
    isUp = message.kind !== 'down'
    if (isUp !== before) onState(isUp)
    if (isUp !== before || message.kind === 'opened') onChanged(undefined)
  }
  const tellAll = (message: Message) => {
    channel.postMessage(message)
    hear(message)
  }
  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => hear(data))
  channel.postMessage({ kind: 'ask' } satisfies Message)
  navigator.locks
    .request(`quayside ${place}`, { signal: leaving.signal }, () =>
      hold(place, channel, tellAll, leaving.signal),
    )
    // Left before its turn came.
    .catch(() => undefined)

  return () => {
    leaving.abort()
    channel.close()
    if (isUp) onState(false)
  }
}

/** Holds the stream till this tab leaves. */
function hold(
  place: string,
  channel: BroadcastChannel,
  tellAll: (message: Message) => void,
  leaving: AbortSignal,
): Promise<void> {
  let source: EventSource | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  const open = () => {
    source = new EventSource(`/api${place}/changes`)
    source.addEventListener('open', () => tellAll({ kind: 'opened' }))
    source.addEventListener('changed', ({ data }: MessageEvent<string>) => {
      const { paths } = JSON.parse(data) as Change
      tellAll({ kind: 'changed', paths })
    })
    source.addEventListener('error', () => {
      tellAll({ kind: 'down' })
      // A lost stream comes back by itself; one that was refused does not.
      if (source?.readyState === EventSource.CLOSED) retry = setTimeout(open, refusedMs * (1 + Math.random()))
    })
  }
  const answer = ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'ask' && source?.readyState === EventSource.OPEN)
      channel.postMessage({ kind: 'up' } satisfies Message)
  }
  channel.addEventListener('message', answer)
  open()
  return new Promise((resolve) => {
    leaving.addEventListener('abort', () => {
      source?.close()
      clearTimeout(retry)
      resolve()
    })
  })
}

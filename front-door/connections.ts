import type { ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

type Connection = { underWay: number; latest: ServerResponse | undefined }

export type Connections = {
  /** Takes a new one; above the bound, the one that is worth least has to go. */
  add: (socket: Duplex) => void
  began: (res: ServerResponse) => void
  ended: (res: ServerResponse) => void
  /**
   * Whether what is said on this connection now would be taken for the answer to what was asked last: not while a whole
   * request, or a part of an answer, comes before it.
   */
  isNext: (socket: Duplex) => boolean
  /** Requests that are not answered to their end. */
  underWay: () => number
  /** Resolves when there are none. */
  idle: () => Promise<void>
}

/**
 * The connections of all servers of the door. When there are `atMost`, the oldest on which nothing is under way gives its
 * place to a new one, so that clients which only hold connections cannot keep out the one that asks for our health.
 * Streams keep theirs: they are open for long by design, and there is a bound of their own.
 */
export function createConnections(atMost: number, isStream: (socket: Duplex) => boolean): Connections {
  // In the order of their arrival.
  const open = new Map<Duplex, Connection>()
  let underWay = 0
  let onIdle: (() => void) | undefined

  function less(requests: number): void {
    underWay -= requests
    if (underWay === 0) onIdle?.()
  }

  function forget(this: Duplex): void {
    // Answers that were queued behind another one on a closed connection are never told so themselves.
    const left = open.get(this)?.underWay ?? 0
    open.delete(this)
    less(left)
  }

  function makeRoom(): void {
    let leastWorth: Duplex | undefined
    for (const [socket, { underWay }] of open) {
      if (socket.destroyed) continue
      if (underWay === 0) return void socket.destroy()
      if (!isStream(socket)) leastWorth ??= socket
    }
    leastWorth?.destroy()
  }

  return {
    add: (socket) => {
      if (open.size >= atMost) makeRoom()
      open.set(socket, { underWay: 0, latest: undefined })
      socket.once('close', forget)
    },
    began: (res) => {
      const connection = open.get(res.req.socket)
      if (connection === undefined) return
      connection.underWay += 1
      connection.latest = res
      underWay += 1
    },
    ended: (res) => {
      const connection = open.get(res.req.socket)
      if (connection === undefined) return
      connection.underWay -= 1
      if (connection.underWay === 0) connection.latest = undefined
      less(1)
    },
    isNext: (socket) => {
      const { underWay = 0, latest } = open.get(socket) ?? {}
      return underWay === 0 || (underWay === 1 && !latest?.headersSent && !latest?.req.complete)
    },
    underWay: () => underWay,
    idle: () => (underWay === 0 ? Promise.resolve() : new Promise((resolve) => (onIdle = resolve))),
  }
}

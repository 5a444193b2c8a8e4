import type { ServerResponse } from 'node:http'

/**
 * How a connection breaks: `reset` before a byte of the answer; `half-then-silence` and `half-then-close` after half of
 * the body, of which the head announced all.
 */
export type Cut = 'reset' | 'half-then-silence' | 'half-then-close'

/** Sends as much of an answer as its cut lets through; the head must not be written yet for `reset`. */
export function cutOff(
  response: ServerResponse,
  cut: Cut,
  { writeHead, body }: { writeHead: () => void; body: string | Uint8Array },
): void {
  if (cut === 'reset') {
    response.socket?.resetAndDestroy()
    return
  }
  writeHead()
  const bytes = Buffer.from(body)
  // Once half of it has left, so that the client has it before the end comes.
  response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => {
    if (cut === 'half-then-close') response.destroy()
  })
}

import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Refusal, refuse } from './refusal.ts'

/** How long a refused body may go on arriving (ms). */
const lingerMs = 500

/**
 * Refuses a request whose body may still be arriving. What little is left of it is thrown away, so that the answer is
 * not lost to a reset; a client that goes on sending is cut off.
 */
export function turnAway(
  req: IncomingMessage,
  res: ServerResponse,
  requestId: string,
  refused: Refusal,
): void {
  refuse(res, requestId, refused)
  if (req.complete) return
  const cut = setTimeout(() => req.socket.destroy(), lingerMs)
  req.once('end', () => clearTimeout(cut))
  req.once('close', () => clearTimeout(cut))
  req.resume()
}

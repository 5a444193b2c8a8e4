import 'server-only'
import pino from 'pino'

/** Our own log, to stderr, so that stdout keeps the plain address. */
export const log = createLog(pino.destination({ dest: 2, sync: true }))

/**
 * One line of JSON an event, in ASCII: whatever a name or a reason holds, nothing in it can begin another line or act on
 * the terminal that shows it. The front door's log has the same form.
 */
export function createLog(destination: pino.DestinationStream): pino.Logger {
  return pino(
    {
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      // A word, as the front door writes it: one log, one form.
      formatters: { level: (level) => ({ level }) },
      hooks: { streamWrite: inAscii },
    },
    destination,
  )
}

/** JSON has escaped the C0 controls by itself. */
function inAscii(line: string): string {
  return line.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

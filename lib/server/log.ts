import 'server-only'
import pino from 'pino'

/**
 * Our own log: one JSON line an event, to stderr, so that stdout keeps the plain address. JSON escapes the C0 controls;
 * C1 controls, line separators and bidi marks, which can forge lines or reorder them in a terminal, are escaped here.
 */
export const log = pino(
  {
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    // A word, as the front door writes it: one log, one form.
    formatters: { level: (level) => ({ level }) },
    hooks: { streamWrite: escapeControls },
  },
  pino.destination({ dest: 2, sync: true }),
)

export function escapeControls(line: string): string {
  return line.replace(
    /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

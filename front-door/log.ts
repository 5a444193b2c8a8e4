/** One event to stderr. */
export function log(level: 'info' | 'error', message: string, fields: Record<string, unknown> = {}): void {
  process.stderr.write(lineOf(level, message, fields))
}

/** One line of JSON in ASCII, so that no text can begin another line or act on a terminal; as `lib/server/log.ts` writes. */
export function lineOf(level: 'info' | 'error', message: string, fields: Record<string, unknown>): string {
  const line = JSON.stringify({ level, time: new Date().toISOString(), msg: message, ...fields })
  return `${line.replace(/[\u007f-\uffff]/g, escaped)}\n`
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}

export function stackOf(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
}

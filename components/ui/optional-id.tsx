import { Absent } from './facts'
import { IdText } from './id-text'

/** An id with both its ends and a copy button, or an em dash. */
export function OptionalId({ text, what }: { text: string | null; what: string }) {
  return text === null ? <Absent /> : <IdText text={text} what={what} head={10} tail={14} />
}

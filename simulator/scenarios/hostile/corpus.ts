import type { Payload, PayloadGroup } from './payload.ts'
import { dataPayloads } from './payloads-data.ts'
import { markupPayloads } from './payloads-markup.ts'
import { terminalPayloads } from './payloads-terminal.ts'
import { unicodePayloads } from './payloads-unicode.ts'

const groups: PayloadGroup[] = [...markupPayloads, ...terminalPayloads, ...unicodePayloads, ...dataPayloads]

/** Every payload with its marker, numbered in the order of the groups: `hq-001`, `hq-002`, … */
export function corpus(): Payload[] {
  const payloads: Payload[] = []
  for (const { kind, texts } of groups) {
    for (const text of texts) {
      const marker = `hq-${String(payloads.length + 1).padStart(3, '0')}`
      payloads.push({ marker, kind, text: text.replaceAll('hq-#', marker), exact: !text.includes('hq-#') })
    }
  }
  return payloads
}

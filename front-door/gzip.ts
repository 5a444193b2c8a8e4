import { promisify } from 'node:util'
import { crc32, deflateRaw } from 'node:zlib'

// gzip of a body whose head moves with the time while its rest stays: the rest is deflated once, and the head stands
// before it as a stored block, which is never compressed. Two gzip members would be as legal and shorter to write, but
// Chromium reads only the first one.
// https://www.rfc-editor.org/rfc/rfc1952#section-2.3 https://www.rfc-editor.org/rfc/rfc1951#section-3.2.4

/** Deflate, no time, no name, unknown system. */
const fileHead = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255])

/** The part that stays, for `gzipOf`. */
export const deflated: (rest: Buffer) => Promise<Buffer> = promisify(deflateRaw)

/** A gzip file of `head`, at most 65,535 bytes, followed by `rest`. */
export function gzipOf(head: Buffer, rest: Buffer, deflatedRest: Buffer): Buffer {
  const stored = Buffer.alloc(5)
  stored.writeUInt16LE(head.length, 1)
  stored.writeUInt16LE(0xffff - head.length, 3)
  const tail = Buffer.alloc(8)
  tail.writeUInt32LE(crc32(rest, crc32(head)))
  tail.writeUInt32LE((head.length + rest.length) % 2 ** 32, 4)
  return Buffer.concat([fileHead, stored, head, deflatedRest, tail])
}

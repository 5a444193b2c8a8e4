/**
 * Scatters whole numbers into one of 32 bits, the same on every machine. Tasks are made by the ten thousand when a week
 * is settled, and hashing text for each of their identifiers would take most of that time.
 */
export function scatter(a: number, b: number, c: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35)
  h = Math.imul(h ^ (h >>> 15) ^ Math.imul(c + 1, 0x27d4eb2f), 0x2c1b3c6d)
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39)
  return (h ^ (h >>> 15)) >>> 0
}

/** Digits are written here first, so that an identifier is one string and not a chain of many: tens of thousands are kept. */
const bytes = Buffer.alloc(64)

/** `words` × 8 hex digits out of a seed and a number; 16 words at most. */
export function scatterHex(words: number, seed: number, n: number, salt = 0): string {
  for (let i = 0; i < words; i++) bytes.writeUInt32BE(scatter(seed, n, salt * 64 + i), 4 * i)
  return bytes.toString('hex', 0, 4 * words)
}

/** A number in [0, 1). */
export const scatterFraction = (seed: number, n: number, salt: number): number =>
  scatter(seed, n, salt) / 4294967296

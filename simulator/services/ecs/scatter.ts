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

const BYTES = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'))

/** Eight hex digits of a 32-bit number. */
const eight = (n: number) =>
  BYTES[n >>> 24]! + BYTES[(n >>> 16) & 255]! + BYTES[(n >>> 8) & 255]! + BYTES[n & 255]!

/** `words` × 8 hex digits out of a seed and a number. */
export function scatterHex(words: number, seed: number, n: number, salt = 0): string {
  let out = ''
  for (let i = 0; i < words; i++) out += eight(scatter(seed, n, salt * 64 + i))
  return out
}

/** A number in [0, 1). */
export const scatterFraction = (seed: number, n: number, salt: number): number =>
  scatter(seed, n, salt) / 4294967296

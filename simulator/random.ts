/** Deterministic numbers: the same seed and keys give the same answer on every machine and in any order of asking. */
export function hash(seed: number, ...keys: (string | number)[]): number {
  let h = 2166136261 ^ seed
  for (const key of keys) {
    const text = String(key)
    for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619)
    h = Math.imul(h ^ 0x1f, 16777619)
  }
  return mix(h) >>> 0
}

/** A number in [0, 1). */
export function fraction(seed: number, ...keys: (string | number)[]): number {
  return hash(seed, ...keys) / 4294967296
}

/** Digits are written here first, so that an identifier is one string and not a chain of many. */
const scratch = Buffer.alloc(64)

/** `length` lower-case hex characters. One pass over the keys, as every identifier is made here. */
export function hex(length: number, seed: number, ...keys: (string | number)[]): string {
  let a = 2166136261 ^ seed
  let b = 0x9e3779b9 ^ seed
  for (const key of keys) {
    const text = String(key)
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      a = Math.imul(a ^ code, 16777619)
      b = Math.imul(b ^ code, 0x5bd1e995) ^ (b >>> 15)
    }
    a = Math.imul(a ^ 0x1f, 16777619)
    b = Math.imul(b ^ 0x1f, 0x5bd1e995)
  }
  const words = Math.ceil(length / 8)
  const bytes = words <= 16 ? scratch : Buffer.alloc(4 * words)
  for (let i = 0; i < words; i += 2) {
    // Turn by turn, so that a longer identifier holds what both know.
    a = mix(a + 0x9e3779b9)
    bytes.writeInt32BE(a, 4 * i)
    b = mix(b ^ a)
    if (i + 1 < words) bytes.writeInt32BE(b, 4 * (i + 1))
  }
  const digits = bytes.toString('hex', 0, 4 * words)
  return digits.length === length ? digits : digits.slice(0, length)
}

function mix(h: number): number {
  h ^= h >>> 16
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return h ^ (h >>> 16)
}

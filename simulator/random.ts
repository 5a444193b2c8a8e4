/** Deterministic numbers: the same seed and keys give the same answer on every machine and in any order of asking. */
export function hash(seed: number, ...keys: (string | number)[]): number {
  let h = 2166136261 ^ seed
  for (const key of keys) {
    const text = String(key)
    for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619)
    h = Math.imul(h ^ 0x1f, 16777619)
  }
  h ^= h >>> 16
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** A number in [0, 1). */
export function fraction(seed: number, ...keys: (string | number)[]): number {
  return hash(seed, ...keys) / 4294967296
}

/** `length` lower-case hex characters. */
export function hex(length: number, seed: number, ...keys: (string | number)[]): string {
  let out = ''
  for (let i = 0; out.length < length; i++)
    out += hash(seed, i, ...keys)
      .toString(16)
      .padStart(8, '0')
  return out.slice(0, length)
}

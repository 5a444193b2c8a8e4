import type { Level } from '@/lib/health/contract'

/** Favicons are drawn on any tab colour, so each is a filled tile with a white sign. */
const tiles: Record<Level, { colour: string; sign: string }> = {
  failing: { colour: '#be1e17', sign: 'M10 10l12 12M22 10L10 22' },
  'crash-loop': { colour: '#be1e17', sign: 'M23 16a7 7 0 1 1-3-5.700M20 6v5h-5' },
  degraded: { colour: '#a86400', sign: 'M16 8v9M16 22v.5' },
  unknown: { colour: '#59616a', sign: 'M8 18L18 8M10 24L24 10' },
  deploying: { colour: '#0b62b8', sign: 'M8 16h15M17 10l6 6-6 6' },
  unverified: { colour: '#59616a', sign: 'M12 13a4 4 0 1 1 4 4v2M16 23v.5' },
  healthy: { colour: '#12703a', sign: 'M9 17l5 5 9-11' },
  stopped: { colour: '#59616a', sign: 'M12 9v14M20 9v14' },
}

const plain = { colour: '#4338ca', sign: 'M7 20h18M10 20v-8M16 20V9M22 20v-8' }

/** An SVG data URL; without a level the product's own mark, a quay with three posts. */
export function faviconOf(level: Level | undefined): string {
  const { colour, sign } = level === undefined ? plain : tiles[level]
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="${colour}"/>` +
    `<path d="${sign}" fill="none" stroke="#fff" stroke-width="3.5" stroke-linecap="round" stroke-linejoin="round"/></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

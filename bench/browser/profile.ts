/** Latency in ms, throughput in bytes a second. */
type Network = { latency: number; downloadThroughput: number; uploadThroughput: number }

/**
 * `desktop`: nothing is slowed down. `cpu4`: four times less CPU. `slow`: that, and DevTools' "Fast 3G": 1.44 Mbit/s and
 * 562 ms for each request.
 */
export const profiles = {
  desktop: { cpu: 1, network: undefined },
  cpu4: { cpu: 4, network: undefined },
  slow: {
    cpu: 4,
    network: { latency: 562.5, downloadThroughput: 1_440_000 / 8, uploadThroughput: 675_000 / 8 },
  },
} as const satisfies Record<string, { cpu: number; network: Network | undefined }>

export type Profile = keyof typeof profiles

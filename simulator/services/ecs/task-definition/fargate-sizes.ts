const range = (from: number, to: number, step = 1024) =>
  Array.from({ length: (to - from) / step + 1 }, (_, i) => from + i * step)

/** CPU units → MiB that Fargate offers: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html */
const SIZES = new Map<number, number[]>([
  [256, [512, 1024, 2048]],
  [512, range(1024, 4096)],
  [1024, range(2048, 8192)],
  [2048, range(4096, 16_384)],
  [4096, range(8192, 30_720)],
  [8192, range(16_384, 61_440, 4096)],
  [16_384, range(32_768, 122_880, 8192)],
  [32_768, [61_440, 122_880, 249_856]],
])

/** Whether Fargate has a task of this size. */
export const isFargateSize = (cpu: number, memoryMib: number): boolean =>
  SIZES.get(cpu)?.includes(memoryMib) === true

/** `1024`, `1 vCPU` or `.5 vCPU` → CPU units; `2048` or `2 GB` → MiB; NaN for anything else. */
export function unitsOf(text: string): number {
  const parts = /^(\d*\.?\d+)\s*(vcpu|gb)?$/i.exec(text.trim())
  if (!parts) return NaN
  return parts[2] ? Number(parts[1]) * 1024 : Number(parts[1])
}

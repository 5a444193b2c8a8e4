import { hex } from '../../../random.ts'
import type { World } from '../../../world.ts'
import { ecsState } from '../state.ts'

/** `sha256:…` of an image reference: the one it names, else one that stays the same for the reference. */
export function digestOf(world: World, image: string): string {
  const named = /@(sha256:[0-9a-f]{64})$/.exec(image)?.[1]
  if (named) return named
  const { digests } = ecsState(world)
  let digest = digests.get(image)
  if (!digest) digests.set(image, (digest = `sha256:${hex(64, world.seed, 'digest', image)}`))
  return digest
}

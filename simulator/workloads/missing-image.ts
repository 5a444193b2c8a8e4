import type { Behaviour } from '../image.ts'

/** An image whose tag is not in its repository: the agent's words after `CannotPullContainerError: `. */
export function missingImage(image: string): Behaviour {
  return {
    pullError: `pull image manifest has been retried 1 time(s): failed to resolve ref ${image}: ${image}: not found`,
  }
}

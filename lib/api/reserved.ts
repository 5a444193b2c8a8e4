/**
 * The first path segments that are ours: no account may be called so (CONTRACT.md "Settings"). Tests hold this list
 * against the folders of `app/` and against what the front door answers by itself.
 */
export const reservedSegments: readonly string[] = [
  'api',
  'healthz',
  'metrics',
  'readyz',
  'signin',
  'signout',
  'wall',
]

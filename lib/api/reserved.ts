/**
 * The first path segments that are ours: no account may be called so (CONTRACT.md "Settings"). A test holds this list
 * against the folders of `app/`.
 */
export const reservedSegments: readonly string[] = ['api', 'healthz', 'readyz', 'signin', 'signout', 'wall']

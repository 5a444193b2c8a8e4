import 'server-only'

export { addressesOf } from './server/addresses'
export type { ReadOptions } from './server/read-options'
export { targetGroupsOf } from './server/target-groups'
export { targetGroupName, targetsOf } from './server/targets'

import 'server-only'

export { addressesOf } from './server/addresses'
export { targetGroupsOf } from './server/target-groups'
export { targetGroupName, targetsOf, targetsOfMany, targetsReadAt } from './server/targets'

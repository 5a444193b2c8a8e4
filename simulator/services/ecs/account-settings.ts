import type {
  ListAccountSettingsRequest,
  ListAccountSettingsResponse,
  SettingName,
} from '@aws-sdk/client-ecs'
import type { Handler } from '../../wire/service.ts'
import { pageOf } from './page.ts'
import { ecsState } from './state.ts'

/** What an account has when nobody changed it. */
const DEFAULTS: [SettingName, string][] = [
  ['awsvpcTrunking', 'disabled'],
  ['containerInsights', 'disabled'],
  ['containerInstanceLongArnFormat', 'enabled'],
  ['defaultLogDriverMode', 'non-blocking'],
  ['fargateFIPSMode', 'disabled'],
  ['fargateTaskRetirementWaitPeriod', '7'],
  ['guardDutyActivate', 'off'],
  ['serviceLongArnFormat', 'enabled'],
  ['tagResourceAuthorization', 'on'],
  ['taskLongArnFormat', 'enabled'],
]

/** Only with `effectiveSettings` are the defaults listed: without it nobody has changed any. */
export const listAccountSettings: Handler<ListAccountSettingsRequest, ListAccountSettingsResponse> = (
  input,
  { world },
) => {
  const changed = ecsState(world).settings
  const principalArn = input.principalArn ?? `arn:aws:iam::${world.account}:root`
  const settings = DEFAULTS.filter(([name]) => input.effectiveSettings === true || changed.has(name))
    .map(([name, value]) => ({
      name,
      value: changed.get(name) ?? value,
      principalArn,
      type: 'user' as const,
    }))
    .filter((each) => !input.name || each.name === input.name)
    .filter((each) => input.value === undefined || each.value === input.value)
  const page = pageOf('ListAccountSettings', settings, (each) => each.name, input, { size: 10, most: 10 })
  return { settings: page.items, ...(page.nextToken && { nextToken: page.nextToken }) }
}

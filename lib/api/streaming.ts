import type { Params } from './paths'

/** The accounts and regions whose changes are told to this tab; in the browser only. */
const streaming = new Set<string>()

/** Whether changes of the account and region in these parameters are told, so that nobody needs to ask often. */
export function isStreaming({ account, region }: Params): boolean {
  return streaming.has(`/${account}/${region}`)
}

/** `place` is `/{account}/{region}`. */
export function setStreaming(place: string, isOn: boolean): void {
  if (isOn) streaming.add(place)
  else streaming.delete(place)
}

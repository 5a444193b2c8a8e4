/** What a row needs of a service; the fields and the address are the ones of Quayside's own API. */
export type Service = {
  arn: string
  name: string
  clusterName: string
  health: { level: string; because: { text: string }[] }
  desiredCount: number | null
  runningCount: number | null
  taskDefinition: { family: string; revision: number } | null
  launchType: string | null
  deployedAt: string | null
}

const address = new URLSearchParams(location.search)

/** `?rows=1000` names the list; `?pollMs=3000` asks again and again, for the measurement of live changes. */
export const listUrl = `/rows/${address.get('rows') ?? 'estate'}.json`
export const pollMs = Number(address.get('pollMs') ?? 0)

/** The services as the API gives them; an error when it does not answer with a list. */
export async function fetchServices(): Promise<Service[]> {
  const response = await fetch(listUrl)
  if (!response.ok) throw new Error(`${listUrl} answered ${response.status}`)
  const { items } = (await response.json()) as { items: Service[] }
  return items
}

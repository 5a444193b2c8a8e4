import { world } from '../stage/simulator.ts'

/** Calls an operation of ECS by name. It is not signed: the simulated AWS reads only who asks, and where. */
export type Ecs = (operation: string, input: object) => Promise<Record<string, unknown>>

const scope = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=${world.account}/20260101/${world.region}/${service}/aws4_request, SignedHeaders=host, Signature=0`,
})

export function ecsAt(url: string): Ecs {
  return async (operation, input) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        ...scope('ecs'),
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AmazonEC2ContainerServiceV20141113.${operation}`,
      },
      body: JSON.stringify(input),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${operation}: ${text}`)
    return JSON.parse(text) as Record<string, unknown>
  }
}

/** How many target groups there are. */
export async function countTargetGroups(url: string): Promise<number> {
  let count = 0
  let marker: string | undefined
  do {
    const body = new URLSearchParams({
      Action: 'DescribeTargetGroups',
      Version: '2015-12-01',
      PageSize: '400',
    })
    if (marker !== undefined) body.set('Marker', marker)
    const headers = scope('elasticloadbalancing')
    const response = await fetch(url, { method: 'POST', headers, body })
    const text = await response.text()
    if (!response.ok) throw new Error(`DescribeTargetGroups: ${text}`)
    count += text.split('<TargetGroupArn>').length - 1
    marker = /<NextMarker>(.*?)<\/NextMarker>/.exec(text)?.[1]
  } while (marker !== undefined)
  return count
}

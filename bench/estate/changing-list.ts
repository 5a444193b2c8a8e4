import { createHash } from 'node:crypto'
import type { ListAnswer } from '@/lib/api/answer'
import type { Level } from '@/lib/health/contract'
import type { ServiceSummary } from '@/lib/service/contract'

type Times = { now: string; asOf: string }

/** A list as an API would give it now. */
export type Told = Times & { etag: string; body: string }

export type ChangingList = {
  tell: () => Told
  isChanging: () => boolean
  /** How many rows change in a second from now on; 0, as at first: none. */
  change: (rowsASecond: number) => void
}

/**
 * A list of services, some of whose rows change as time passes: their counts go up and down, one after the other.
 * `clock` gives ms.
 */
export function changingList(
  services: readonly ServiceSummary[],
  clock: () => number = () => performance.now(),
): ChangingList {
  // Each row is turned into text once; a change replaces its own, so that telling costs the browser no time.
  const texts = services.map((service) => JSON.stringify(service))
  const levels = levelsOf(services)
  let rate = 0
  let since = clock()
  let turn = 0
  let rest = restOf(texts, levels)

  function settle(): void {
    const due = Math.floor(((clock() - since) / 1_000) * rate)
    if (due === 0) return
    since = clock()
    for (let done = 0; done < due; done++, turn++) {
      const index = turn % services.length
      const service = services[index]
      if (service === undefined) continue
      const pendingCount = 1 + (Math.floor(turn / services.length) % 3)
      texts[index] = JSON.stringify({ ...service, pendingCount, rolloutState: 'IN_PROGRESS' })
    }
    rest = restOf(texts, levels)
  }

  return {
    tell: () => {
      settle()
      const now = new Date().toISOString()
      return { now, asOf: now, etag: rest.etag, body: `{"now":"${now}","asOf":"${now}",${rest.text}` }
    },
    isChanging: () => rate > 0,
    change: (rowsASecond) => {
      rate = rowsASecond
      since = clock()
    },
  }
}

/** How many services stand at each level, as the contract's lists say. */
function levelsOf(services: readonly ServiceSummary[]): Partial<Record<Level, number>> {
  const levels: Partial<Record<Level, number>> = {}
  for (const { health } of services) levels[health.level] = (levels[health.level] ?? 0) + 1
  return levels
}

/** The body after its times, and the tag over that. */
function restOf(texts: readonly string[], levels: object): { text: string; etag: string } {
  const head: Partial<ListAnswer<ServiceSummary>> = { total: texts.length, complete: true }
  const members = JSON.stringify({ ...head, levels }).slice(1, -1)
  const text = `${members},"items":[${texts.join(',')}],"parts":{}}`
  return { text, etag: `W/"${createHash('sha256').update(text).digest('base64url')}"` }
}

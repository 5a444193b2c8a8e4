import type { WireAnswer, WireRequest } from './wire/message.ts'
import { UnknownScenario, type Worlds } from './worlds.ts'
import { BadInput, readAdvance, readFaults, readScenario, readSpeed } from './control-input.ts'

const json = (status: number, value: unknown): WireAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
})

const problem = (status: number, code: string, message: string) => json(status, { error: { code, message } })

const methods: Record<string, string[]> = {
  scenario: ['POST'],
  advance: ['POST'],
  speed: ['POST'],
  calls: ['GET', 'DELETE'],
  faults: ['POST', 'DELETE'],
}

/**
 * The control API, `/_sim/{account}/{region}/{verb}`: what a test does to a world besides calling AWS.
 * `now` goes out as ISO 8601 and comes in as that or as epoch ms. Bad input answers 400.
 */
export function control(worlds: Worlds, request: WireRequest): WireAnswer {
  const [, account, region, verb] = /^\/_sim\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(request.path) ?? []
  const allowed = verb !== undefined && Object.hasOwn(methods, verb) ? methods[verb] : undefined
  if (!account || !region || !verb || !allowed)
    return problem(404, 'not_found', `There is no ${request.path}.`)
  if (!allowed.includes(request.method)) {
    const answer = problem(405, 'invalid_request', `${verb} takes ${allowed.join(' and ')}.`)
    return { ...answer, headers: { ...answer.headers, allow: allowed.join(', ') } }
  }
  if (!/^\d{12}$/.test(account)) return problem(400, 'invalid_request', 'An account has 12 digits.')
  if (!/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/.test(region))
    return problem(400, 'invalid_request', 'That is no region.')
  try {
    return json(200, act(worlds, { account, region }, verb, request))
  } catch (error) {
    if (error instanceof BadInput || error instanceof UnknownScenario)
      return problem(400, 'invalid_request', error.message)
    throw error
  }
}

function act(
  worlds: Worlds,
  key: { account: string; region: string },
  verb: string,
  request: WireRequest,
): unknown {
  const { world, ledger, faults } = worlds.estate(key)
  const now = () => ({ now: new Date(world.now).toISOString() })
  if (verb === 'scenario') worlds.play(key, readScenario(request.body))
  if (verb === 'advance') world.advance(readAdvance(request.body) * 1000)
  if (verb === 'speed') world.setFactor(readSpeed(request.body))
  if (verb === 'faults' && request.method === 'POST') faults.add(readFaults(request.body))
  if (verb === 'faults' && request.method === 'DELETE') faults.clear()
  if (verb === 'calls') {
    const calls = ledger.calls()
    if (request.method === 'DELETE') ledger.clear()
    return calls
  }
  return now()
}

// What the demo's services must be called (CONTRACT "Verdicts"), asked of a running console.
import { setTimeout as wait } from 'node:timers/promises'

export const demoVerdicts = {
  web: 'healthy',
  checkout: 'deploying',
  payments: 'crash-loop',
  search: 'failing',
  mailer: 'failing',
  reports: 'unverified',
  'image-resizer': 'failing',
  'legacy-admin': 'stopped',
  flaky: 'crash-loop',
  'metrics-agent': 'healthy',
}

async function wrongOnes(console) {
  const response = await fetch(`${console}/api/demo/eu-west-1/clusters/shop-prod/services`, {
    signal: AbortSignal.timeout(10_000),
  })
  if (!response.ok) return [`shop-prod's services answered ${response.status}.`]
  const { items } = await response.json()
  const wrong = []
  for (const [name, level] of Object.entries(demoVerdicts)) {
    const service = items.find((item) => item.name === name)
    if (!service) wrong.push(`${name} is not listed.`)
    else if (service.health.level !== level) wrong.push(`${name} is ${service.health.level}, not ${level}.`)
    else if (service.health.because.length === 0) wrong.push(`${name} is ${level} without evidence.`)
  }
  return wrong
}

/** The verdicts that are still wrong when the time is over; none when all are right. */
export async function checkVerdicts(console, withinMs) {
  const end = Date.now() + withinMs
  for (;;) {
    const wrong = await wrongOnes(console).catch((error) => [`The console did not answer: ${error.message}`])
    if (wrong.length === 0 || Date.now() > end) return wrong
    await wait(500)
  }
}

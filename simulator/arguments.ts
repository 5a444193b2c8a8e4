import { parseArgs } from 'node:util'
import { scenarios } from './scenarios/registry.ts'

export type Arguments = {
  port: number
  hosts: string[]
  scenario: string
  region: string
  seed: number
  scale: number
}

/** What the command line got wrong, as a sentence for a person. */
export class BadArguments extends Error {}

/**
 * `--port` (else SIM_PORT, else 4566), `--scenario` (else `empty`), `--host` (may come several times; else both
 * loopback addresses), `--region` of the scenario's world (else eu-west-1), `--seed` (else 1), `--scale` (else 1).
 */
export function readArguments(args: string[], environment: Record<string, string | undefined>): Arguments {
  const { port, scenario = 'empty', host, region = 'eu-west-1', seed = '1', scale = '1' } = parse(args)
  const asked = port ?? environment.SIM_PORT ?? '4566'
  if (!/^\d{1,5}$/.test(asked) || Number(asked) > 65_535) throw new BadArguments(`${asked} is no port.`)
  if (!Object.hasOwn(scenarios, scenario)) {
    throw new BadArguments(
      `There is no scenario ${scenario}. There are: ${Object.keys(scenarios).join(', ')}.`,
    )
  }
  if (!/^-?\d+$/.test(seed) || !Number.isSafeInteger(Number(seed)))
    throw new BadArguments(`${seed} is no seed: a whole number is.`)
  if (!/^\d*\.?\d+$/.test(scale) || Number(scale) <= 0 || Number(scale) > 1)
    throw new BadArguments(`${scale} is no scale: a number above 0 and up to 1 is.`)
  return {
    port: Number(asked),
    hosts: host ?? ['127.0.0.1', '::1'],
    scenario,
    region,
    seed: Number(seed),
    scale: Number(scale),
  }
}

function parse(args: string[]) {
  try {
    const options = {
      port: { type: 'string' },
      scenario: { type: 'string' },
      host: { type: 'string', multiple: true },
      region: { type: 'string' },
      seed: { type: 'string' },
      scale: { type: 'string' },
    } as const
    return parseArgs({ args, options }).values
  } catch (error) {
    throw new BadArguments(error instanceof Error ? error.message : String(error))
  }
}

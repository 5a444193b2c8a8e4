import 'server-only'
import { readFileSync } from 'node:fs'
import type * as z from 'zod/mini'
import type { Configuration } from '@/lib/api/bridge'
import { type ConfigFile, endpointUrl, parseConfigFile, regionList } from './config-file'
import { profileRegion } from './profile-region'

type Environment = Record<string, string | undefined>

export type Loaded = { ok: true; configuration: Configuration } | { ok: false; errors: string[] }

/**
 * The settings (CONTRACT.md "Settings") from the environment and the file that `QUAYSIDE_CONFIG` names. Reads files;
 * asks nothing over the network.
 */
export function loadConfiguration(env: Environment): Loaded {
  const errors: string[] = []
  const endpoint = env['AWS_ENDPOINT_URL'] || undefined
  if (endpoint !== undefined) errors.push(...problems('AWS_ENDPOINT_URL', endpointUrl, endpoint))
  const refreshScale = scaleOf(env, errors)
  const awsShare = shareOf(env, errors)
  const narrowed = isReadOnly(env, errors)
  const file = env['QUAYSIDE_CONFIG'] ? readConfigFile(env['QUAYSIDE_CONFIG'], errors) : ambient(env, errors)
  if (file === undefined || errors.length > 0) return { ok: false, errors }
  return {
    ok: true,
    configuration: {
      access: narrowed ? 'read-only' : file.access,
      refreshScale,
      awsShare,
      accounts: file.accounts.map((account) =>
        account.endpoint === undefined && endpoint !== undefined ? { ...account, endpoint } : account,
      ),
    },
  }
}

function readConfigFile(path: string, errors: string[]): ConfigFile | undefined {
  let source: string
  try {
    source = readFileSync(path, 'utf8')
  } catch (error) {
    errors.push(
      `QUAYSIDE_CONFIG: ${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`,
    )
    return undefined
  }
  const parsed = parseConfigFile(source)
  if (parsed.ok) return parsed.file
  errors.push(...parsed.errors.map((error) => `${path}, ${error}.`))
  return undefined
}

/** Without a file: one account over whatever credentials the SDK finds by itself. */
function ambient(env: Environment, errors: string[]): ConfigFile | undefined {
  const listed = env['QUAYSIDE_REGIONS']?.split(',').flatMap((region) => region.trim() || [])
  const [source, regions] =
    listed !== undefined && listed.length > 0
      ? ['QUAYSIDE_REGIONS', listed]
      : env['AWS_REGION']
        ? ['AWS_REGION', [env['AWS_REGION']]]
        : ["the profile's region", [profileRegion(env)].filter((region) => region !== undefined)]
  if (regions.length === 0) {
    errors.push(
      'No region is known. Set QUAYSIDE_REGIONS (e.g. eu-west-1,us-east-1) or AWS_REGION, give the AWS profile a region, or name a configuration file in QUAYSIDE_CONFIG.',
    )
    return undefined
  }
  errors.push(...problems(source, regionList, regions))
  return { access: 'full', accounts: [{ name: 'default', regions }] }
}

function scaleOf(env: Environment, errors: string[]): number {
  const scale = Number(env['QUAYSIDE_REFRESH_SCALE'] || '1')
  if (scale > 0 && scale <= 1000) return scale
  errors.push('QUAYSIDE_REFRESH_SCALE must be a number above 0 and up to 1000.')
  return 1
}

/** A quarter of AWS's documented limits, so that pipelines in the same account keep theirs. */
function shareOf(env: Environment, errors: string[]): number {
  const share = Number(env['QUAYSIDE_AWS_SHARE'] || '0.25')
  if (share > 0 && share <= 1) return share
  errors.push('QUAYSIDE_AWS_SHARE must be a number above 0 and up to 1.')
  return 1
}

/** An unclear value stops the start: to take it for "no" would open writes that somebody meant to close. */
function isReadOnly(env: Environment, errors: string[]): boolean {
  const value = env['QUAYSIDE_READ_ONLY'] ?? ''
  if (!['', '0', '1'].includes(value)) errors.push('QUAYSIDE_READ_ONLY must be 1, 0 or empty.')
  return value === '1'
}

function problems(name: string, schema: z.ZodMiniType, value: unknown): string[] {
  const parsed = schema.safeParse(value)
  if (parsed.success) return []
  return parsed.error.issues.map(
    ({ path, message }) => `${name}${path.length > 0 ? `, entry ${Number(path[0]) + 1},` : ''} ${message}.`,
  )
}

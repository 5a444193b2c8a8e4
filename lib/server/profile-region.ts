import 'server-only'
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

type Environment = Record<string, string | undefined>

/**
 * The region that the ambient profile (`AWS_PROFILE`, else `default`) names in the shared AWS files, or `undefined`. The
 * credentials file goes before the config file, as in the SDK.
 * https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 */
export function profileRegion(env: Environment): string | undefined {
  const profile = env['AWS_PROFILE'] || 'default'
  const inHome = (name: string) => join(env['HOME'] || homedir(), '.aws', name)
  const credentials = textOf(env['AWS_SHARED_CREDENTIALS_FILE'] || inHome('credentials'))
  const config = textOf(env['AWS_CONFIG_FILE'] || inHome('config'))
  return (
    regionIn(credentials, (section) => section === profile) ??
    regionIn(
      config,
      (section) => section === `profile ${profile}` || (profile === 'default' && section === profile),
    )
  )
}

/** Empty when the file is absent or unreadable: the SDK goes on without it, too. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function regionIn(text: string, isSection: (section: string) => boolean): string | undefined {
  let inside = false
  let region: string | undefined
  for (const line of text.split(/\r?\n/)) {
    const section = /^\s*\[([^\]]*)\]/.exec(line)?.[1]
    if (section !== undefined) inside = isSection(section.trim().replace(/\s+/g, ' ').replaceAll(/["']/g, ''))
    // An indented line belongs to a nested setting such as `s3 =`.
    const value = inside ? /^region\s*=\s*(.*?)\s*(?:\s[#;].*)?$/.exec(line)?.[1] : undefined
    if (value) region = value
  }
  return region
}

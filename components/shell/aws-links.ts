import { isPlain } from '@/lib/api/marks'
import { encodeSegment } from '@/lib/api/paths'

/** What a person takes from here to AWS's own tools: a CLI line, a console address. */

/** A word of ours, or an option with a value that AWS or a person gave. */
export type CliWord = string | readonly [option: string, value: string]

/**
 * One `aws` command line for a POSIX shell, in which values are data and nothing else: no shell runs a part of them, the
 * AWS CLI takes none for an option, and no control character is in the line, which a terminal would obey when it is pasted.
 * Null when no line can carry a value: a NUL, half a character, a break at its end, or what the CLI would read a file for.
 */
export function cliLine(words: readonly CliWord[], region: string): string | null {
  const quoted = ['aws', ...words, ['--region', region] as const].map((word) =>
    typeof word === 'string' ? word : optionOf(word),
  )
  return quoted.includes(null) ? null : quoted.join(' ')
}

export const noCliLine = 'No command line can carry the characters of this name.'

function optionOf([option, value]: readonly [string, string]): string | null {
  // https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-file.html
  if (/^(fileb?|https?):\/\//i.test(value) || /[\0\p{Cs}]|\n$/u.test(value)) return null
  // As a word of its own the CLI would take `--debug` for an option.
  return value.startsWith('-') ? shellQuote(`${option}=${value}`) : `${option} ${shellQuote(value)}`
}

function shellQuote(word: string): string {
  if (/^[\w@%+:,./-][\w@%+=:,./-]*$/.test(word)) return word
  if (/[\n\t]/.test(word) || !isPlain(word)) return `"$(printf '${octal(word)}')"`
  return `'${word.replaceAll("'", `'\\''`)}'`
}

/** A text as a format of printf that has only ordinary characters in it. */
function octal(text: string): string {
  const bytes = [...new TextEncoder().encode(text)]
  return bytes
    .map((byte) => {
      const character = String.fromCharCode(byte)
      if (character === '%') return '%%'
      return /[\w @+=:,./]/.test(character) ? character : `\\${byte.toString(8).padStart(3, '0')}`
    })
    .join('')
}

/** The console's host of the region's partition. */
function consoleHost(region: string): string {
  if (region.startsWith('cn-')) return `${region}.console.amazonaws.cn`
  if (region.startsWith('us-gov-')) return `${region}.console.amazonaws-us-gov.com`
  return `${region}.console.aws.amazon.com`
}

/** An address in the ECS console (v2): `segments` follow `/ecs/v2/`. */
export function ecsConsoleUrl(region: string, segments: readonly string[]): string {
  const path = segments.map(encodeSegment).join('/')
  return `https://${consoleHost(region)}/ecs/v2/${path}?region=${encodeSegment(region)}`
}

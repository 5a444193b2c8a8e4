/** What a person takes from here to AWS's own tools: a CLI line, a console address. */

/** One `aws` command line, quoted for a POSIX shell: names and ARNs are data, never shell. */
export function cliLine(words: readonly string[], region: string): string {
  return ['aws', ...words, '--region', region].map(shellQuote).join(' ')
}

function shellQuote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}

/** The console's host of the region's partition. */
function consoleHost(region: string): string {
  if (region.startsWith('cn-')) return `${region}.console.amazonaws.cn`
  if (region.startsWith('us-gov-')) return `${region}.console.amazonaws-us-gov.com`
  return `${region}.console.aws.amazon.com`
}

/** An address in the ECS console (v2): `segments` follow `/ecs/v2/`. */
export function ecsConsoleUrl(region: string, segments: readonly string[]): string {
  const path = segments.map(encodeURIComponent).join('/')
  return `https://${consoleHost(region)}/ecs/v2/${path}?region=${encodeURIComponent(region)}`
}

import { createHmac, randomBytes } from 'node:crypto'
import { singleton } from '@/lib/api/bridge'
import type { Redacted } from './contract'

/**
 * Stands for a value that may be a secret. The tag is an HMAC under a random key that lives as long as the process: it
 * tells equal values apart from different ones and cannot be looked up in a list of likely passwords.
 */
export function redacted(value: string): Redacted {
  const key = singleton('task-definition.redaction-key', () => randomBytes(32))
  const tag = createHmac('sha256', key).update(value).digest('hex').slice(0, 12)
  return { redacted: true, tag, length: bucketOf(value.length) }
}

/** The value as it may be shown: a log option, label or tag goes out unless its name or value looks secret. */
export function shownUnlessSecret(name: string, value: string): string | Redacted {
  return looksSecret(name, value) ? redacted(value) : value
}

const secretName =
  /pass(word|wd|phrase|code)?\b|passw|secret|token|api[-_.]?key|access[-_.]?key|private[-_.]?key|encryption[-_.]?key|credential|\bauth\b|authorization|basicauth|cookie|signature|licen[cs]e[-_.]?key|dsn|connection[-_.]?string|conn[-_.]?str|webhook|\bpwd\b|\bkey\b/i

const secretValue = [
  /\b(AKIA|ASIA)[0-9A-Z]{16}\b/,
  /-----BEGIN [A-Z ]*(PRIVATE KEY|CERTIFICATE)/,
  /(?<![\w-])eyJ[\w-]{8,}\.[\w-]+\.[\w-]*/,
  /:\/\/[^/\s:@]*:[^@\s]+@/,
  /^[^\s/@:]+:[^\s/@]+@(?!sha\d+:)/,
  /\b(bearer|basic)\s+[\w.~+/=-]{8,}/i,
  /\$(apr1|2[abxy]|5|6|argon2\w*)\$/,
  /\b(gh[pousr]_|github_pat_|xox[abprs]-|sk_live_|sk-|glpat-|AIza)[\w-]{8,}/,
  /hooks\.slack\.com\/services\//,
]

/** Whether a named value looks like a secret: by its name, by a known form, or by being a long random word. */
export function looksSecret(name: string, value: string): boolean {
  return secretName.test(name) || secretValue.some((form) => form.test(value)) || isRandomWord(value)
}

/** 24 or more characters of one word with both letters and digits, mixed as no name or path is. */
function isRandomWord(value: string): boolean {
  if (!/^[\w+/=-]{24,}$/.test(value) || value.startsWith('/')) return false
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(value)).length
  return kinds === 3 || /^[0-9a-f]{32,}$/i.test(value)
}

const mask = '•••'
const secretWord =
  '(?:pass(?:word|wd|phrase|code)?|pwd|secret|token|api[-_]?key|access[-_]?key|private[-_]?key|credential)'
const quoted = `\\\\"[^"]*"|"(?:\\\\.|[^"\\\\])*"|'[^']*'`
const secretFlag = new RegExp(`^--?[\\w.-]*(?:${secretWord}|auth)[\\w.-]*$`, 'i')
/** Flags that take `user:password`, as curl has them. */
const userFlag = /^(-u|--user|--proxy-user)$/
const userAndPassword = /^(?!\d+:\d+$)[^\s:]+:./
const takesPasswordByP = /(^|\/)(mysql|mariadb)[\w-]*$/

/** A command line with the credentials in its URLs, flags and assignments masked. */
export function maskCommand(words: readonly string[]): string[] {
  const byP = words.some((word) => takesPasswordByP.test(word))
  return words.map((word, i) => {
    const before = words[i - 1] ?? ''
    if (secretFlag.test(before) && !word.startsWith('-')) return mask
    if (userFlag.test(before) && userAndPassword.test(word)) return mask
    if (byP && /^-p./.test(word)) return `-p${mask}`
    return maskText(word)
  })
}

/** No form begins anew within what it may repeat, or the repeat is bounded: a long text must not hold the process up. */
const rules: readonly [RegExp, string][] = [
  // The user's part of a URL ends at the last @ before its path; a password may hold one.
  [/((?<![\w+.-])[a-z][\w+.-]*:\/\/)[^/\s'"?#]+@/gi, `$1${mask}@`],
  // `user:password@host` without a scheme; `name:tag@sha256:…` is an image.
  [/(^|[\s'"=])[^\s/@:'"=]{1,256}:[^\s/@'"]{1,256}@(?!sha\d+:)(?=[\w.[-])/g, `$1${mask}@`],
  [/\b(AKIA|ASIA)[0-9A-Z]{16}\b/g, mask],
  [/(?<![\w-])eyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, mask],
  [/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${mask}`],
  [/((?:^|[\s'"])(?:-u|--user|--proxy-user)[\s=]+)(?!\d+:\d+(?:\s|$))['"]?[^\s:'"]+:[^\s'"]+/g, `$1${mask}`],
  [/(\b(?:mysql|mariadb)[\w-]*\s(?:[^;&|]{0,256}?\s)?-p)[^\s;&|]+/g, `$1${mask}`],
  // NAME=value, name: value, "name":"value" (also inside of quotes), ?name=value, --name=value.
  [
    new RegExp(
      `((?:^|[\\s;'"?&{,(]|--?)[\\w.-]{0,64}${secretWord}[\\w.-]{0,64}(?:\\\\?["'])?\\s?(?:=|:\\s?))(${quoted}|[^\\s&;'"]+)`,
      'gi',
    ),
    `$1${mask}`,
  ],
  // --name value
  [
    new RegExp(
      `((?:^|[\\s'"(])--?[\\w.-]{0,64}${secretWord}[\\w.-]{0,64}\\s+)(${quoted}|[^\\s-][^\\s;'"]*)`,
      'gi',
    ),
    `$1${mask}`,
  ],
]

/** Free text (a command, an image, a sentence) with what looks like credentials masked. */
export function maskText(text: string): string {
  return rules.reduce((masked, [form, by]) => masked.replace(form, by), text)
}

function bucketOf(length: number): Redacted['length'] {
  if (length === 0) return 'empty'
  if (length <= 8) return '1–8'
  if (length <= 32) return '9–32'
  return length <= 128 ? '33–128' : 'over 128'
}

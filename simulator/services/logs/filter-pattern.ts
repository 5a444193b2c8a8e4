import { jsonCondition } from './json-pattern.ts'
import { regularExpression } from './regular-expression.ts'
import { invalidParameter } from './state.ts'
import { AwsError } from '../../wire/service.ts'

/**
 * What a filter pattern asks of a message. Terms must all be there, `?terms` at least one of them when no plain term
 * stands beside them, `-terms` none; `"…"` is one term with spaces, `%…%` a regular expression, `{ … }` a condition on
 * JSON. Upper and lower case differ.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function filterPattern(pattern: string | undefined): (message: string) => boolean {
  const text = pattern?.trim() ?? ''
  if (text === '') return () => true
  if (text.startsWith('{')) return jsonCondition(text)
  if (text.startsWith('['))
    throw new AwsError('NotSimulated', 'A filter pattern for space-delimited fields is not simulated')
  const whole = /^%(.+)%$/.exec(text)?.[1]
  if (whole !== undefined) {
    const expression = regularExpression(whole)
    return (message) => expression.test(message)
  }
  const terms = termsOf(text)
  const wanted = terms.filter((term) => term.sign === '')
  const options = terms.filter((term) => term.sign === '?')
  const unwanted = terms.filter((term) => term.sign === '-')
  return (message) =>
    wanted.every((term) => message.includes(term.text)) &&
    // Beside plain terms AWS takes no notice of optional ones.
    (wanted.length > 0 || options.length === 0 || options.some((term) => message.includes(term.text))) &&
    !unwanted.some((term) => message.includes(term.text))
}

type Term = { sign: '' | '?' | '-'; text: string }

function termsOf(pattern: string): Term[] {
  const terms: Term[] = []
  const token = /\s*([?-]?)(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))/y
  while (token.lastIndex < pattern.length) {
    const match = token.exec(pattern)
    if (!match) throw invalidParameter('Invalid filter pattern')
    const [, sign = '', quoted, plain] = match
    // Outside quotes AWS knows letters, digits and underscores, and a few signs that it lets pass.
    if (plain !== undefined && !/^[\w.:/@=*+,;$#&|~^!'-]+$/.test(plain))
      throw invalidParameter('Invalid filter pattern')
    terms.push({
      sign: sign === '?' || sign === '-' ? sign : '',
      text: quoted === undefined ? (plain ?? '') : quoted.replace(/\\(.)/g, '$1'),
    })
  }
  return terms
}

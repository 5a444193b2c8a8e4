/**
 * The one place that says which characters of a text may not stand in a page as they are: those that cannot be seen, that
 * turn the order of what stands around them, or that something else than a reader would obey. AWS takes almost any text
 * for tags, reasons, commands and labels, and other endpoints take any for names.
 */

/** A stretch of ordinary text, or one character that is shown by its number, `times` in a row. */
export type Piece = { text: string } | { mark: string; name: string; times: number }

/** Everything that an ordinary English text is made of, line breaks and tabs included: nothing more needs to be asked. */
const other = /[^\n\t -~]/
/**
 * Controls, halves of surrogate pairs, what Unicode says is not drawn (zero widths, direction marks, tags, variation
 * selectors, fillers), line and paragraph separators, what is no character; and the marks from the fifth on that are piled
 * on one letter, which leave their line.
 */
const odd =
  /(?![\n\t])[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\p{Zl}\p{Zp}\ufff9-\ufffb]|(?<=\p{M}{4})\p{M}/u
const eachRun = new RegExp(`(?:${odd.source})+`, 'gu')
const fromRightToLeft =
  /[\p{Script=Arabic}\p{Script=Hebrew}\u07c0-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/** Whether a text may stand in a page or an attribute as it is. */
export function isPlain(text: string): boolean {
  return !other.test(text) || !odd.test(text)
}

/** Whether some of a text runs from right to left, so that it must not share a line's order with what stands beside it. */
export function runsRightToLeft(text: string): boolean {
  return other.test(text) && fromRightToLeft.test(text)
}

/** A text cut into what may be shown as it is and what is shown by its number. Joined, nothing is lost. */
export function piecesOf(text: string): Piece[] {
  if (isPlain(text)) return text === '' ? [] : [{ text }]
  const pieces: Piece[] = []
  let end = 0
  for (const { 0: run, index } of text.matchAll(eachRun)) {
    if (index > end) pieces.push({ text: text.slice(end, index) })
    for (const character of run) addMark(pieces, character)
    end = index + run.length
  }
  if (end < text.length) pieces.push({ text: text.slice(end) })
  return pieces
}

/** A text for where only text can stand (an attribute, a title): such characters are written as `⟨U+202E⟩`. */
export function marked(text: string): string {
  if (isPlain(text)) return text
  return piecesOf(text)
    .map((piece) => ('text' in piece ? piece.text : `⟨${markWord(piece)}⟩`))
    .join('')
}

/** `U+202E`, and `U+0007×3` for three in a row. */
export function markWord({ mark, times }: { mark: string; times: number }): string {
  return times === 1 ? mark : `${mark}×${times}`
}

function addMark(pieces: Piece[], character: string): void {
  const code = character.codePointAt(0) ?? 0
  const mark = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
  const last = pieces.at(-1)
  if (last !== undefined && 'mark' in last && last.mark === mark) last.times++
  else pieces.push({ mark, name: titleOf(code, character), times: 1 })
}

const names: Record<number, string> = {
  0x00: 'NUL',
  0x07: 'bell',
  0x08: 'backspace',
  0x0d: 'carriage return',
  0x1b: 'escape',
  0x7f: 'delete',
  0x85: 'next line',
  0xad: 'soft hyphen',
  0x200b: 'zero-width space',
  0x200d: 'zero-width joiner',
  0x202d: 'left-to-right override',
  0x202e: 'right-to-left override',
  0xfeff: 'byte order mark',
}

function titleOf(code: number, character: string): string {
  const name = names[code]
  if (name !== undefined) return name
  if (/\p{Cc}/u.test(character)) return 'control character'
  if (/\p{Bidi_Control}/u.test(character)) return 'direction mark'
  if (/\p{Cs}/u.test(character)) return 'half of a character'
  if (/\p{Noncharacter_Code_Point}/u.test(character)) return 'no character'
  if (/[\p{Zl}\p{Zp}]/u.test(character)) return 'line separator'
  return /\p{Default_Ignorable_Code_Point}/u.test(character) ? 'invisible character' : 'piled-up mark'
}

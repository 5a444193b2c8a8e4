import { createElement, Fragment, type ReactNode } from 'react'
import { markWord, piecesOf, type Piece } from '@/lib/api/marks'

/** A storm of control characters must not become a page of chips: from here on they are written out as text. */
const chipsAtMost = 60

/**
 * A text that somebody else wrote, isolated from the order of what stands around it. Characters that cannot be seen, or
 * would move others, are shown by their number; the name is in the tooltip and is what a screen reader says.
 * Nobody needs to call it: `jsx-runtime.ts` puts it wherever such a text would become part of the page.
 */
export function MarkedText({ text }: { text: string }) {
  const pieces = shown(piecesOf(text))
  if (!isLong(text)) return createElement('bdi', null, ...pieces)
  return createElement(
    Fragment,
    null,
    createElement('bdi', { className: 'long-text', tabIndex: 0 }, ...pieces),
    createElement('span', { className: 'long-text-size text-sm text-muted' }, sizeOf(text)),
  )
}

/** "9,120 characters", and for one that the server has cut (`lib/api/cut.ts`) how many there were. */
function sizeOf(text: string): string {
  const [, whole] = /…⟨cut: ([\d,]+) characters⟩$/.exec(text) ?? []
  return whole === undefined
    ? `${text.length.toLocaleString('en-US')} characters`
    : `${whole} characters, of which this is the beginning`
}

/** Longer than what anybody writes for a line or two of a page: it gets a box of its own that scrolls. */
export function isLong(text: string): boolean {
  return text.length > 1_000
}

function shown(pieces: Piece[]): ReactNode[] {
  let chips = 0
  return pieces.map((piece, index) => {
    if ('text' in piece) return piece.text
    return ++chips > chipsAtMost ? `⟨${markWord(piece)}⟩` : chip(piece, index)
  })
}

function chip(piece: Extract<Piece, { mark: string }>, key: number) {
  const word = markWord(piece)
  return createElement(
    'span',
    {
      key,
      role: 'img',
      title: `${word}: ${piece.name}`,
      'aria-label': `${word} ${piece.name}`,
      'data-mark': '',
      className:
        'mx-px inline-block rounded-sm border border-warn/60 bg-warn-wash px-0.5 align-baseline font-mono text-[0.8em] leading-[1.3] font-normal whitespace-nowrap text-warn not-italic',
    },
    word,
  )
}

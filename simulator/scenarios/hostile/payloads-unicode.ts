import type { PayloadGroup } from './payload.ts'

const zalgo = (text: string, marks: number) =>
  text
    .split('')
    .map((one) => one + '\u0300\u0321\u0334\u035b\u0488'.repeat(marks))
    .join('')

/** What looks like something else, like nothing, or like more than it is. */
export const unicodePayloads: PayloadGroup[] = [
  // Overrides, embeddings and isolates that let a text be read in another order.
  {
    kind: 'bidi',
    texts: [
      'hq-#\u202egpj.exe',
      'prod\u202ehq-#\u202c-safe',
      '\u202ahq-# embedded\u202c',
      '\u2066hq-# isolated\u2069',
      '\u2067hq-# isolated right to left',
      '\u2068hq-# never closed',
      'hq-#\u200f\u200e\u061c marks',
      'if (hq-# \u202e\u2066// admin\u2069 \u2066) {',
      '\u202b\u202b\u202b\u202b\u202b\u202b\u202b\u202bhq-# deep',
    ],
  },
  // Characters without width, and spaces that are none.
  {
    kind: 'zero-width',
    texts: [
      'hq-#\u200bpro\u200bd',
      'hq-#\u200c\u200d\u2060\u2061\u2062\u2063\u2064',
      '\u200b\u200b\u200bhq-#',
      'hq-#\u180e\u034f\u115f\u1160\u17b4\u3164\uffa0',
      'hq-#\u00a0\u2000\u2003\u2009\u202f\u205f\u3000spaces',
      'hq-#\u{e0070}\u{e0072}\u{e006f}\u{e0064} tags',
      'hq-#\ufe0e\ufe0f\u{e0100} selectors',
      '   hq-# spaces around   ',
    ],
  },
  // Letters of other alphabets in the shape of Latin ones, and other forms of the same.
  {
    kind: 'homoglyph',
    texts: [
      'hq-# pr\u043ed',
      'hq-# sh\u03bfp-pr\u043ed',
      'hq-# \uff50\uff52\uff4f\uff44',
      'hq-# \u{1d429}\u{1d42b}\u{1d428}\u{1d41d}',
      'hq-# ca\u0301fe\u0301',
      'hq-# \u212b \u2126 \ufb01 \u0149',
      'hq-# \u2024\u2024\u2215\u2024\u2024\u2215etc',
      'hq-# Stra\u00dfe STRASSE \u0130stanbul \u0131',
    ],
  },
  // Marks piled on letters, out of their line.
  {
    kind: 'zalgo',
    texts: [`hq-# ${zalgo('zalgo', 1)}`, `hq-# ${zalgo('he comes', 8)}`, `hq-# a${'\u0300'.repeat(500)}`],
  },
  // Halves of characters, and what decoders put for bytes that they could not read.
  {
    kind: 'surrogate',
    texts: [
      'hq-# high \ud800 alone',
      'hq-# low \udc00 alone',
      'hq-# turned \udfff\ud83d round',
      'hq-# ends in half \ud83d',
      'hq-#\ufffd\ufffd\ufffd replaced',
      'hq-# \ufffe\uffff no characters',
      'hq-# \u00c3\u00a9\u00e2\u201a\u00ac decoded twice',
      'hq-# \u{10ffff}\u{1fffe} last of all',
    ],
  },
  // Scripts from right to left, among Latin ones.
  {
    kind: 'rtl',
    texts: [
      'hq-# \u05e9\u05dc\u05d5\u05dd 123',
      '\u0645\u0631\u062d\u0628\u0627 hq-# (\u0639\u0631\u0628\u064a)',
      '\u05d0\u05d1\u05d2/hq-#/\u05d3\u05d4\u05d5:8080',
    ],
  },
  // Pictures of several code points, and scripts of which few fonts know much.
  {
    kind: 'emoji',
    texts: [
      'hq-# \u{1f468}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466}',
      'hq-# \u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
      'hq-# \u{1f44d}\u{1f3fd}\u{1f1e9}\u{1f1ea}1\ufe0f\u20e3',
      `hq-# ${'\u{1f468}\u200d'.repeat(60)}\u{1f468}`,
      'hq-# \u0bb8\u0bcd\u0bb0\u0bc0 \u0e01\u0e33 \u1112\u1161\u11ab \ufdfd',
      'hq-# \u{12031}\u{1242b}\ua9c5 wide',
    ],
  },
]

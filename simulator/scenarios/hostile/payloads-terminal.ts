import type { PayloadGroup } from './payload.ts'

const ESC = '\u001b'
const BEL = '\u0007'
const CSI8 = '\u009b'

/** What acts on a terminal, or on whoever reads lines: control characters and what they begin. */
export const terminalPayloads: PayloadGroup[] = [
  // Sequences that move, clear, colour, retitle, link, write the clipboard or ask for an answer.
  {
    kind: 'ansi',
    texts: [
      `${ESC}[2J${ESC}[Hhq-# cleared`,
      `${ESC}[1A${ESC}[2Khq-# over the line before`,
      `${ESC}[31mhq-# red${ESC}[0m`,
      `${ESC}[8mhq-# hidden${ESC}[28m`,
      `${ESC}[1000000000Chq-# far right`,
      `${ESC}[1000000000;1000000000Hhq-# far away`,
      `${ESC}[1000000000bhq-# repeated`,
      `${ESC}]0;hq-# title${BEL}`,
      `${ESC}]8;;javascript:alert(1)${ESC}\\hq-# link${ESC}]8;;${ESC}\\`,
      `${ESC}]8;;https://hq-#.example.test${BEL}https://aws.amazon.com${ESC}]8;;${BEL}`,
      `${ESC}]52;c;aHEtcGFzdGU=${BEL}hq-# clipboard`,
      `${ESC}Pq#0;2;0;0;0hq-#${ESC}\\`,
      `${ESC}P+q544e${ESC}\\hq-#`,
      `${ESC}[6nhq-# asks where the cursor is`,
      `${ESC}[chq-# asks what the terminal is`,
      `${ESC}[?1049hhq-# other screen`,
      `${ESC}chq-# reset`,
      `${CSI8}31mhq-# eight-bit CSI`,
      `\u009d0;hq-# eight-bit OSC\u009c`,
      `${ESC}[31;31;31;31;31;31;31;31;31;31;31;31;31;31;31;31;31;31;31;31mhq-#`,
      `hq-# cut short ${ESC}[`,
      `hq-# cut short ${ESC}]8;;https://`,
    ],
  },
  // Single control characters, C0 and C1.
  {
    kind: 'control',
    texts: [
      'hq-#\u0000after NUL',
      '\u0000hq-# begins with NUL',
      'hq-#\b\b\b\b\b\b\b\boverwritten',
      'hq-#\u0007\u0007\u0007 bell',
      'hq-#\u000b\u000c vertical',
      'hq-#\u001a end of file',
      'hq-#\u007f\u007f\u007f delete',
      'hq-#\u0085next line',
      'hq-#\u0090\u0098\u009e\u009f strings',
      'hq-#\u0001\u0002\u0003\u0004\u0005\u0006\u000e\u000f\u0010\u0011\u0012\u0013\u0014',
      'hq-#\t\t\ttabs',
      'hq-#\ufeffbyte order mark',
      'hq-#\u00advisible only when it breaks',
    ],
  },
  // A return that writes the rest over the beginning.
  {
    kind: 'carriage-return',
    texts: [
      'hq-# FAILED\rhq-# HEALTHY',
      'hq-# task failed\r\u001b[Kall is well',
      'hq-# one\r\ntwo',
      'rm -rf / hq-#\rls        ',
    ],
  },
  // More lines than one, some that look like those of a log.
  {
    kind: 'newline',
    texts: [
      'hq-#\n{"level":30,"event":"sign-in","user":"admin","ok":true}',
      'hq-#\r\n2026-09-21T12:00:00Z INFO all tasks are healthy',
      'hq-#\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\nfar below',
      'hq-#\u2028{"level":30}\u2029{"level":50}',
      'hq-#\r\nSet-Cookie: session=stolen\r\n\r\n<html>',
      'hq-# %0d%0aSet-Cookie:%20session=stolen',
      'hq-#\\n{"level":30}',
    ],
  },
]

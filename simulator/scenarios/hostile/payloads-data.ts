import type { PayloadGroup } from './payload.ts'

/** What other programs take for more than data: sheets, shells, databases, files, formats, objects, numbers. */
export const dataPayloads: PayloadGroup[] = [
  // Cells that a spreadsheet computes.
  {
    kind: 'csv',
    texts: [
      '=HYPERLINK("https://hq-#.example.test","click")',
      "=cmd|' /C calc'!A0 hq-#",
      '+1+1 hq-#',
      '-2+3 hq-#',
      '@SUM(1+1) hq-#',
      '\t=1+1 hq-#',
      'hq-#","=1+1","',
      'hq-#;=1+1;',
    ],
  },
  // What ends a statement, or begins a command.
  {
    kind: 'sql-shell',
    texts: [
      "'; DROP TABLE services; -- hq-#",
      "hq-#' OR '1'='1",
      '$(touch /tmp/hq-#)',
      '`touch /tmp/hq-#`',
      '; touch /tmp/hq-# #',
      '| touch /tmp/hq-#',
      '&& touch /tmp/hq-#',
      '--help hq-#',
      '-rf hq-# /',
      '(&(uid=*)(hq-#))',
    ],
  },
  // Ways out of a folder, and into other paths of an address.
  {
    kind: 'path',
    texts: [
      '../../../../etc/passwd hq-#',
      '..%2f..%2f..%2fhq-#',
      '..\\..\\..\\hq-#',
      '/hq-#/absolute',
      'hq-#/services/web',
      'hq-#%2Fservices%2Fweb',
      'hq-#?tab=events#top',
      'hq-#%00.json',
      'hq-#%',
      'hq-#%ff%fe',
      '%68q-# hq-#',
      './hq-#/.',
      'hq-#;v=1',
      'CON.hq-#',
      'hq-#*?[a-z]',
      'arn:aws:ecs:eu-west-1:111122223333:service/hq-#',
    ],
  },
  // What a formatter fills in, and a pattern takes for ever to match.
  {
    kind: 'format',
    texts: [
      '%s%s%s%n%n%x hq-#',
      '%1$*1000000000$d hq-#',
      '{0}{1}{name} hq-#',
      '%(hq-#)s',
      "$1 $& $` $' hq-#",
      '\\u003cscript\\u003e hq-#',
      `hq-# ${'a'.repeat(40)}!`,
      '(a+)+$ hq-#',
    ],
  },
  // The names that every object of JavaScript has already.
  {
    kind: 'prototype',
    texts: [
      '__proto__',
      'constructor',
      'prototype',
      'toString',
      'hasOwnProperty',
      'valueOf',
      '__defineGetter__',
      'length',
      'then',
    ],
  },
  // Texts that are numbers, dates or truth values where they are not looked at closely.
  {
    kind: 'number',
    texts: [
      '9007199254740993',
      '1e999',
      '-0',
      'NaN',
      '0x1F',
      '\u0663',
      '1_000',
      'null',
      'undefined',
      'true',
      '[object Object]',
      '2026-02-30T25:61:61Z',
      '',
    ],
  },
  // Words without a place to break, and texts that are very long.
  {
    kind: 'long',
    texts: [
      `hq-#${'w'.repeat(1_000)}`,
      `hq-#-${'x-'.repeat(600)}`,
      `hq-# ${'\u{1f4a5}'.repeat(500)}`,
      `hq-# ${'lorem ipsum '.repeat(150)}`,
      `hq-#${'\u0e01'.repeat(1_200)}`,
    ],
  },
  // Longer than AWS would ever send: 64 KB, 256 KB of lines, and 1 MB without one.
  {
    kind: 'huge',
    texts: [
      `hq-# ${'k'.repeat(65_536)}`,
      `hq-#\n${'line of a storm\n'.repeat(16_384)}`,
      `hq-#${'m'.repeat(1_048_576)}`,
      `hq-# ${'\u001b[31mr\u001b[0m'.repeat(20_000)}`,
    ],
  },
  // Secrets that no page, error or log may show: of known forms, and of none.
  {
    kind: 'canary',
    texts: [
      'CANARY_9f2c_hq-#',
      'postgres://app:CANARY_9f2c_hq-#@db.example.test:5432/app',
      'AKIAIOSFODNN7EXAMPLE CANARY_9f2c_hq-#',
      '-----BEGIN PRIVATE KEY-----\nCANARY_9f2c_hq-#\n-----END PRIVATE KEY-----',
      '{"password":"CANARY_9f2c_hq-#"}',
      'Bearer CANARY_9f2c_hq-#',
      'ghp_CANARY9f2chq-#abcdefghijklmnop',
      'correct horse battery CANARY_9f2c_hq-# staple',
    ],
  },
]

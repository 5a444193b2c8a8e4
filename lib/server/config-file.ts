import 'server-only'
import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml'
import * as z from 'zod/mini'
import type { Account } from '@/lib/api/bridge'
import { reservedSegments } from '@/lib/api/reserved'
import { scopeParams } from '@/lib/api/segments'

const text = z.string('must be text; put it in quotes').check(z.minLength(1, 'must not be empty'))

/** An account's name: the first segment of its paths, so none of ours. */
export const accountName = z.string('must be text').check(
  z.refine(
    (name) => scopeParams.account.safeParse(name).success,
    'must begin with a small letter and have at most 32 small letters, digits and dashes',
  ),
  z.refine(
    (name) => !reservedSegments.includes(name),
    "is one of Quayside's own addresses; choose another name",
  ),
)

export const regionName = z
  .string('must be text')
  .check(z.refine((name) => scopeParams.region.safeParse(name).success, 'must be a region such as eu-west-1'))

export const endpointUrl = z
  .string('must be text')
  .check(z.refine(isEndpoint, 'must be an http or https address without a user name in it'))

export const regionList = z
  .array(regionName, 'must be a list of regions, e.g. [eu-west-1]')
  .check(z.minLength(1, 'must name at least one region'), z.refine(isUnique, 'names a region twice'))

const Credentials = z.strictObject(
  { accessKeyId: text, secretAccessKey: text, sessionToken: z.optional(text) },
  'must have accessKeyId and secretAccessKey',
)

const AccountEntry = z
  .strictObject(
    {
      name: accountName,
      regions: regionList,
      endpoint: z.optional(endpointUrl),
      profile: z.optional(text),
      credentials: z.optional(Credentials),
    },
    'must have a name and regions',
  )
  .check(
    z.refine((account) => account.profile === undefined || account.credentials === undefined, {
      message: 'has both profile and credentials; give one of them',
      path: ['credentials'],
    }),
  )

const Accounts = z
  .array(AccountEntry, 'must be a list of accounts')
  .check(z.minLength(1, 'must have at least one account'), z.superRefine(refuseTwins))

const File = z.strictObject(
  { access: z.optional(z.enum(['full', 'read-only'], 'must be full or read-only')), accounts: Accounts },
  'must have the key accounts',
)

export type ConfigFile = { access: 'full' | 'read-only'; accounts: Account[] }

/**
 * Reads the text of a `QUAYSIDE_CONFIG` file. Every error names its line; no error repeats a value, since values may be
 * secrets.
 */
export function parseConfigFile(
  source: string,
): { ok: true; file: ConfigFile } | { ok: false; errors: string[] } {
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false })
  const at = (offset: number, message: string) => `line ${lines.linePos(offset).line}: ${message}`
  const syntax = [...document.errors, ...document.warnings]
  if (syntax.length > 0) return { ok: false, errors: syntax.map(({ pos, message }) => at(pos[0], message)) }

  let value: unknown
  try {
    value = document.toJS()
  } catch {
    return { ok: false, errors: ['line 1: its aliases cannot be resolved'] }
  }
  const parsed = File.safeParse(value ?? {})
  if (!parsed.success) {
    const errors = parsed.error.issues.flatMap((issue) => {
      const keys = issue.code === 'unrecognized_keys' ? issue.keys : [undefined]
      return keys.map((key) => {
        const path = key === undefined ? issue.path : [...issue.path, key]
        const message = key === undefined ? missingOr(document, path, issue.message) : 'is not a setting'
        return at(offsetOf(document, path), `${nameOf(path)} ${message}`)
      })
    })
    return { ok: false, errors }
  }
  const { access = 'full', accounts } = parsed.data
  return { ok: true, file: { access, accounts } }
}

function isEndpoint(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, username, password } = new URL(address)
  return /^https?:$/.test(protocol) && username === '' && password === ''
}

function isUnique(values: readonly string[]): boolean {
  return new Set(values).size === values.length
}

function refuseTwins(accounts: readonly { name: string }[], context: z.core.$RefinementCtx): void {
  accounts.forEach(({ name }, index) => {
    if (accounts.findIndex((other) => other.name === name) < index) {
      context.addIssue({
        code: 'custom',
        path: [index, 'name'],
        message: 'is the name of an earlier account, too',
      })
    }
  })
}

function missingOr(document: Document, path: readonly PropertyKey[], message: string): string {
  return path.length > 0 && !document.hasIn(path) ? 'is missing' : message
}

function nameOf(path: readonly PropertyKey[]): string {
  const name = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')
  return name === '' ? 'The file' : name.replace(/^\./, '')
}

/** Where a path stands in the text: at its key, else at the nearest thing around it. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = document.getIn(path.slice(0, length - 1), true)
    const last = path[length - 1]
    if (isMap(parent)) {
      const pair = parent.items.find(({ key }) => isScalar(key) && key.value === last)
      if (pair !== undefined && isScalar(pair.key)) return pair.key.range?.[0] ?? 0
    }
    const node = document.getIn(path.slice(0, length), true)
    if (isNode(node)) return node.range?.[0] ?? 0
  }
  return isNode(document.contents) ? (document.contents.range?.[0] ?? 0) : 0
}

import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

// ARCHITECTURE.md "Who may import whom", read from every file of the rooms.
const root = fileURLToPath(new URL('..', import.meta.url))
const skipped = new Set(['node_modules', '.next', 'build', '.git', 'rival'])

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (skipped.has(entry.name)) return []
    const path = posix.join(folder, entry.name)
    return entry.isDirectory() ? filesUnder(path) : /\.tsx?$/.test(entry.name) ? [path] : []
  })
}

type Import = { from: string; to: string; typeOnly: boolean }

/** `to` is a path from the root for our own modules, and the bare specifier for packages. */
function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8')
  const found = text.matchAll(
    /^\s*(import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm,
  )
  return [...found].map(([, , type, named, dynamic]) => {
    const specifier = named ?? dynamic ?? ''
    const to = specifier.startsWith('@/')
      ? specifier.slice(2)
      : specifier.startsWith('.')
        ? relative(root, join(root, dirname(file), specifier))
        : specifier
    return { from: file, to, typeOnly: type !== undefined }
  })
}

const sliceOf = (path: string) => /^lib\/([^/]+)\//.exec(path)?.[1] ?? ''
const isTest = (file: string) => /\.(test|e2e)\.tsx?$/.test(file)
const own = /^(app|components|lib|front-door|simulator|e2e|bench|scripts)\//
const aws = /^@(aws-sdk|smithy)\//
const slices = /^lib\/(?!api\/|server\/|access\/|aws\/|store\/)[^/]+\//
const server = /^lib\/[^/]+\/server$/

type Rule = { room: string; files: RegExp; except?: RegExp; may: (to: string, found: Import) => boolean }

const rules: Rule[] = [
  {
    room: 'API routes, pages and layouts',
    files: /^app\/(api\/.*\/route|.*\/?(page|layout))\.tsx?$/,
    may: (to) => !/^lib\/(aws|store)\//.test(to) && !aws.test(to),
  },
  {
    room: 'client parts and components of resources',
    files: /^(app|components)\/.*\.tsx?$/,
    except: /^app\/(api\/|.*\/?(page|layout|not-found|error)\.tsx$|(page|layout)\.tsx$)/,
    may: (to) => !/^lib\/(aws|store|server|access)\//.test(to) && !server.test(to) && !aws.test(to),
  },
  {
    room: 'primitives',
    files: /^components\/(ui|table|form|chart)\//,
    may: (to) =>
      own.test(to)
        ? /^components\/(ui|table|form|chart)\/|^lib\/api\/(marks|whole)$/.test(to)
        : !/^(@tanstack\/react-query|next\/navigation)$/.test(to),
  },
  {
    room: 'lib/server',
    files: /^lib\/server\//,
    may: (to) => !own.test(to) || /^lib\/(api|access|aws|server)\//.test(to),
  },
  {
    room: 'lib/aws and lib/store',
    files: /^lib\/(aws|store)\//,
    may: (to) => (own.test(to) ? /^lib\/(aws|store|api)\//.test(to) : !/^next(\/|$)/.test(to)),
  },
  {
    room: 'contracts and rules of slices',
    files: slices,
    except: /^lib\/[^/]+\/server(\.tsx?|\/)/,
    // Schemas are for who parses: a contract that held them would bring all of zod into every page.
    may: (to, { from, typeOnly }) =>
      own.test(to)
        ? to.startsWith('lib/api/') || (slices.test(to) && !server.test(to))
        : (to.startsWith('zod') && (typeOnly || from.endsWith('-input.ts'))) || /^node:crypto$/.test(to),
  },
  {
    room: 'servers of slices',
    files: /^lib\/(?!api\/|server\/|access\/|aws\/|store\/)[^/]+\/server/,
    may: (to) =>
      own.test(to)
        ? to.startsWith('lib/') && !to.startsWith('lib/server/')
        : !/^next(\/|$)/.test(to) && !aws.test(to),
  },
  {
    room: 'lib/api',
    files: /^lib\/api\//,
    may: (to) => !own.test(to) || to.startsWith('lib/api/'),
  },
  {
    room: 'lib/access',
    files: /^lib\/access\//,
    may: (to) => !own.test(to) || /^lib\/(api|access)\//.test(to),
  },
  {
    room: 'front door',
    files: /^front-door\//,
    may: (to, { typeOnly }) =>
      own.test(to)
        ? to.startsWith('front-door/') || (typeOnly && to.startsWith('lib/api/'))
        : /^(node:|next$|next\/)/.test(to),
  },
  {
    room: 'simulator',
    files: /^simulator\//,
    may: (to) => (own.test(to) ? to.startsWith('simulator/') : to.startsWith('node:') || aws.test(to)),
  },
  {
    room: 'browser tests',
    files: /^e2e\//,
    may: (to) => (own.test(to) ? to.startsWith('e2e/') : /^(node:|@playwright\/|@axe-core\/)/.test(to)),
  },
  {
    room: 'benchmark',
    files: /^bench\/(?!bare-next\/)/,
    // It measures from outside; of the product it knows only what answers look like.
    may: (to, { typeOnly }) =>
      own.test(to)
        ? to.startsWith('bench/') || (typeOnly && /^lib\/(api\/|[^/]+\/contract$)/.test(to))
        : /^(node:|playwright$)/.test(to),
  },
]

const files = ['app', 'components', 'lib', 'front-door', 'simulator', 'e2e', 'bench'].flatMap(filesUnder)

describe('who may import whom', () => {
  for (const { room, files: pattern, except, may } of rules) {
    test(room, () => {
      const inside = files.filter((file) => pattern.test(file) && !except?.test(file) && !isTest(file))
      expect(inside.length, `no file of ${room} was read`).toBeGreaterThan(0)
      const wrong = inside.flatMap(importsOf).filter((found) => !may(found.to, found))
      expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([])
    })
  }

  test('no slice imports a higher one', () => {
    const order = [
      'health',
      'event',
      'load-balancer',
      'task-definition',
      'task',
      'deployment',
      'service',
      'cluster',
    ]
    const wrong = files
      .filter((file) => slices.test(file) && !isTest(file))
      .flatMap(importsOf)
      .filter(({ from, to }) => {
        const [a, b] = [order.indexOf(sliceOf(from)), order.indexOf(sliceOf(to))]
        return a >= 0 && b > a
      })
    expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([])
  })
})

describe('the tree', () => {
  test('no file is over 400 lines', () => {
    const long = files.filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > 401)
    expect(long).toEqual([])
  })

  test('no file has a name that says nothing', () => {
    expect(files.filter((file) => /\/(utils?|helpers?|common|misc|types|index)\.tsx?$/.test(file))).toEqual(
      [],
    )
  })

  test('the lock file names no registry', () => {
    expect(readFileSync(join(root, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved"/)
  })
})

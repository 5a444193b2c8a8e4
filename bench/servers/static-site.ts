import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { gzipSync } from 'node:zlib'

// `node static-site.js FOLDER PORT`: a folder's files, and the lists of BENCH_ROWS under /rows/. Each is read and
// compressed once, at gzip's best, so that serving costs nothing and nobody's bytes are larger than they must be.
const [folder = '.', port = '0'] = process.argv.slice(2)
const rows = process.env['BENCH_ROWS'] ?? ''

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
}

const files = new Map<string, { plain: Buffer; packed: Buffer }>()

function read(path: string): { plain: Buffer; packed: Buffer } | undefined {
  const clean = normalize(path).replace(/^(\.\.[/\\])+/, '')
  const file = clean.startsWith('/rows/') ? join(rows, clean.slice(6)) : join(folder, clean)
  let found = files.get(file)
  if (found === undefined && existsSync(file) && statSync(file).isFile()) {
    const plain = readFileSync(file)
    found = { plain, packed: gzipSync(plain, { level: 9 }) }
    files.set(file, found)
  }
  return found
}

createServer((req, res) => {
  const { pathname } = new URL(req.url ?? '/', 'http://localhost')
  const path = pathname === '/' ? '/index.html' : pathname
  const found = read(path)
  if (found === undefined) {
    res.writeHead(404).end()
    return
  }
  const packs = (req.headers['accept-encoding'] ?? '').includes('gzip')
  const body = packs ? found.packed : found.plain
  res.writeHead(200, {
    'content-type': types[extname(path)] ?? 'application/octet-stream',
    'content-length': body.length,
    'cache-control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store',
    ...(packs && { 'content-encoding': 'gzip' }),
  })
  res.end(body)
}).listen(Number(port), '127.0.0.1')

// Started by the benchmark, it ends with it.
process.once('disconnect', () => process.exit(0))

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { gzipSync } from 'node:zlib'

// `node bare-answer.js FILE PORT`: the least that Node can do to serve one cached answer: plain, compressed before, 304.
const [file = '', port = '0'] = process.argv.slice(2)
const plain = readFileSync(file)
const packed = gzipSync(plain)
const etag = `W/"${createHash('sha256').update(plain).digest('base64url')}"`
const headers = { 'content-type': 'application/json', 'cache-control': 'private, no-store', etag }

createServer((req, res) => {
  if (req.headers['if-none-match'] === etag) {
    res.writeHead(304, headers).end()
    return
  }
  const packs = (req.headers['accept-encoding'] ?? '').includes('gzip')
  const body = packs ? packed : plain
  const more = packs ? { 'content-encoding': 'gzip' } : {}
  res.writeHead(200, { ...headers, ...more, 'content-length': body.length }).end(body)
}).listen(Number(port), '127.0.0.1')

process.once('disconnect', () => process.exit(0))

import { createServer, type ServerResponse } from 'node:http'

// `node bare-stream.js PORT`: the least that Node can do to hold server-sent events. GET / opens a stream, POST /tell
// sends one event to all of them, GET /ready says that it is there.
const [port = '0'] = process.argv.slice(2)
const open = new Set<ServerResponse>()

createServer((req, res) => {
  if (req.method === 'POST') {
    const event = `event: changed\ndata: {"now":"${new Date().toISOString()}","paths":["/demo/eu-west-1/services"]}\n\n`
    for (const stream of open) stream.write(event)
    res.writeHead(204).end()
    return
  }
  if (req.url === '/ready') {
    res.end()
    return
  }
  res.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' })
  res.write(':\n\n')
  open.add(res)
  res.once('close', () => open.delete(res))
}).listen(Number(port), '127.0.0.1')

process.once('disconnect', () => process.exit(0))

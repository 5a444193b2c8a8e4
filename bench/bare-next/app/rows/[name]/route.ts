import { rowsOf } from '../../rows'

type Context = { params: Promise<{ name: string }> }

/** `GET /rows/1000.json`: a list whose bytes are kept in memory, as cheap as a route handler can be. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const rows = rowsOf((await params).name.replace(/\.json$/, ''))
  if (rows === undefined) return new Response('There is no such list.', { status: 404 })
  const headers = { etag: rows.etag, 'cache-control': 'private, no-store' }
  if (request.headers.get('if-none-match') === rows.etag) return new Response(null, { status: 304, headers })
  return new Response(rows.text, { headers: { ...headers, 'content-type': 'application/json' } })
}

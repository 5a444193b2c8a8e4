import { List } from './list'
import { rowsOf } from './rows'

type Search = Promise<Record<string, string | string[] | undefined>>

/** `/?rows=1000`: the first 40 rows are in the HTML, the browser fetches the list; `&pollMs=3000` asks again and again. */
export default async function Page({ searchParams }: { searchParams: Search }) {
  const { rows = 'estate', pollMs = '0' } = await searchParams
  const name = String(rows)
  const found = rowsOf(name)
  if (found === undefined) return <p>There is no such list.</p>
  return (
    <List
      first={found.items.slice(0, 40)}
      total={found.items.length}
      listUrl={`/rows/${name}.json`}
      pollMs={Number(pollMs)}
    />
  )
}

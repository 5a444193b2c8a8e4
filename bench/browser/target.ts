/** A page with a list, as the measurements find their way in it. */
export type Target = {
  name: string
  url: string
  /** CSS of a row of the list. */
  row: string
  /** CSS of the filter's input; undefined when the page has none. */
  filter?: string
  /** How many rows the list has, and how many must be there before it counts as shown. */
  count: number
  rows: number
  /** What is in the page once the whole list has arrived, not only its first rows. */
  arrived: { css: string; text?: string }
}

const rowsFor = (count: number) => Math.min(10, count)

/** Our list of services. */
export function ours(url: string, count: number): Target {
  return {
    name: 'Quayside',
    url,
    row: 'tr[data-row]',
    filter: 'input[data-filter]',
    count,
    rows: rowsFor(count),
    arrived: { css: `table[aria-rowcount="${count + 1}"]` },
  }
}

/** The page in Cloudscape, 50 rows a page. */
export function cloudscape(origin: string, list: string, count: number, pollMs = 0): Target {
  return {
    name: 'Cloudscape',
    url: `${origin}/?rows=${list}&pollMs=${pollMs}`,
    row: 'tbody tr',
    filter: 'input[type="search"]',
    count,
    rows: rowsFor(count),
    arrived: { css: 'h1, h2', text: `(${count})` },
  }
}

/** The bare Next list. */
export function bareNext(origin: string, list: string, count: number, pollMs = 0): Target {
  return {
    name: 'bare Next',
    url: `${origin}/?rows=${list}&pollMs=${pollMs}`,
    row: '[data-row]',
    filter: 'input[data-filter]',
    count,
    rows: rowsFor(count),
    arrived: { css: `.rows[style*="height: ${count * 36}px"]` },
  }
}

import { ArrowDown, ArrowUp } from 'lucide-react'
import { classes } from '@/components/ui/format'
import { fromClasses, type Column } from './column'
import { nextSort, parseSort } from './sort'

type TableHeadProps<Row> = {
  columns: readonly Column<Row>[]
  sort: string
  onSort: (sort: string) => void
}

/** The sticky head: each column says what it means and sorts. */
export function TableHead<Row>({ columns, sort, onSort }: TableHeadProps<Row>) {
  const current = parseSort(sort)
  return (
    <thead className="sticky top-0 z-10 bg-panel shadow-[inset_0_-1px_0_var(--color-line)]">
      <tr aria-rowindex={1}>
        {columns.map((column) => {
          const sorted = current?.column === column.id
          const Arrow = current?.descending === true ? ArrowDown : ArrowUp
          return (
            <th
              key={column.id}
              scope="col"
              aria-sort={sorted ? (current.descending ? 'descending' : 'ascending') : undefined}
              style={{ width: column.width }}
              className={classes('h-8 p-0 font-medium', column.from && fromClasses[column.from])}
            >
              {column.kind === 'menu' ? (
                <span className="sr-only">{column.header}</span>
              ) : (
                <button
                  type="button"
                  title={column.hint}
                  onClick={() => onSort(nextSort(sort, column.id))}
                  className={classes(
                    'flex size-full items-center gap-1 px-3 max-sm:px-2 text-sm text-muted -outline-offset-2 hover:text-ink',
                    column.kind === 'number' && 'justify-end',
                  )}
                >
                  <span className="truncate">{column.header}</span>
                  {sorted && <Arrow aria-hidden className="size-3.5 shrink-0" />}
                </button>
              )}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}

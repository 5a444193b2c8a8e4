'use client'

import { memo } from 'react'
import { classes } from '@/components/ui/format'
import { fromClasses, type Column } from './column'

type TableRowProps<Row> = { row: Row; id: string; index: number; columns: readonly Column<Row>[] }

function Cells<Row>({ row, id, index, columns }: TableRowProps<Row>) {
  return (
    <tr data-row={id} aria-rowindex={index + 2} className="group h-9 focus-within:bg-sunken hover:bg-sunken">
      {columns.map((column) => (
        <td
          key={column.id}
          className={classes(
            'h-9 truncate border-b border-line align-middle group-last:border-b-0',
            column.kind === 'menu' ? 'px-1 text-right' : 'px-3 max-sm:px-2',
            column.kind === 'number' && 'tabular text-right',
            column.from && fromClasses[column.from],
          )}
        >
          {column.cell(row)}
        </td>
      ))}
    </tr>
  )
}

/** One row. A row whose object did not change is not rendered again: structural sharing keeps it the same. */
export const TableRow = memo(Cells) as typeof Cells

'use client'

import { Table, type TableProps } from '@/components/table/table'
import { useTableState } from './use-table-state'

/**
 * A page's table with its filter and sort in the URL. They are read here and not in the page around it, which would be
 * drawn anew with every key.
 */
export function UrlTable<Row>(props: Omit<TableProps<Row>, 'state'>) {
  return <Table {...props} state={useTableState()} />
}

import type { RowData } from '@tanstack/react-table'
import type { ReactNode } from 'react'
import type { Column } from '~/table/columns'
import { DataTable } from '~/table/DataTable'
import classes from './Branch.module.css'

interface Props<T extends RowData> {
  title: string
  note: string
  columns?: Column<T>[]
  rows?: T[]
  closed?: boolean
  children?: ReactNode
}

/** One branch of the hardware tree: parts of one kind, as rows or as facts. */
export function Branch<T extends RowData>({
  title,
  note,
  columns,
  rows,
  closed = false,
  children,
}: Props<T>) {
  const numbers = new Map(rows?.map((row, i) => [row, String(i)]))
  return (
    <details className={classes.branch} open={!closed}>
      <summary>
        <h3>{title}</h3>
        <span className="dim">{note}</span>
      </summary>
      {columns === undefined || rows === undefined || rows.length === 0 ? null : (
        <DataTable label={title} columns={columns} rows={rows} rowId={row => numbers.get(row) ?? ''} />
      )}
      {children ? <div className={classes.facts}>{children}</div> : null}
    </details>
  )
}

import { type RowData, useTable } from '@tanstack/react-table'
import { Icon } from '~/ui/icons'
import { type Column, features } from './columns'
import classes from './DataTable.module.css'
import { nextSort, sortOf } from './sort'

interface Props<T extends RowData> {
  label: string
  columns: Column<T>[]
  rows: T[]
  rowId(row: T): string
  sort?: string
  onSort?(sort: string): void
}

export function DataTable<T extends RowData>({ label, columns, rows, rowId, sort, onSort }: Props<T>) {
  const table = useTable({ features, columns, data: rows, getRowId: rowId })
  const current = sortOf(sort)
  const of = (def: unknown) => def as Column<T>
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={label}>
        <thead>
          {table.getHeaderGroups().map(group => (
            <tr key={group.id}>
              {group.headers.map(header => {
                const { sortField, wideOnly, align } = of(header.column.columnDef)
                const sorted = sortField !== undefined && current?.field === sortField ? current.order : null
                const title = <table.FlexRender header={header} />
                return (
                  <th
                    key={header.id}
                    scope="col"
                    data-wide-only={wideOnly}
                    data-align={align}
                    aria-sort={sorted === null ? undefined : sorted === 'asc' ? 'ascending' : 'descending'}
                  >
                    {sortField === undefined || onSort === undefined ? (
                      title
                    ) : (
                      <button
                        type="button"
                        data-sorted={sorted}
                        onClick={() => onSort(nextSort(sort, sortField))}
                      >
                        {title}
                        <Icon name="sort" size={12} />
                      </button>
                    )}
                  </th>
                )
              })}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map(row => (
            <tr key={row.id}>
              {row.getAllCells().map(cell => {
                const { wideOnly, align, header } = of(cell.column.columnDef)
                return (
                  <td
                    key={cell.id}
                    data-label={typeof header === 'string' && header !== '' ? header : undefined}
                    data-wide-only={wideOnly}
                    data-align={align}
                  >
                    <table.FlexRender cell={cell} />
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

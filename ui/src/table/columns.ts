import { type ColumnDef, type RowData, tableFeatures } from '@tanstack/react-table'

/** Sorting, filtering and paging are the API's; the table only lays out. */
export const features = tableFeatures({})

export type Column<T extends RowData> = ColumnDef<typeof features, T> & {
  /** Field by which the API sorts, where this column can be sorted. */
  sortField?: string
  /** Columns of least worth go first on narrow screens. */
  wideOnly?: boolean
  align?: 'end'
}

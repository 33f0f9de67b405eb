import { useQuery } from '@tanstack/react-query'
import { media } from '~/api/bmc'
import type { VirtualMedium } from '~/api/types'
import type { Column } from '~/table/columns'
import { DataTable } from '~/table/DataTable'
import { Empty } from '~/ui/Empty'
import { Loading } from '~/ui/Loading'
import { ProblemNote } from '~/ui/ProblemNote'

const columns: Column<VirtualMedium>[] = [
  { id: 'drive', header: 'Drive', cell: ({ row: { original } }) => <b>{original.drive}</b> },
  { id: 'kinds', header: 'Takes', cell: ({ row: { original } }) => original.kinds.join(', ') },
  {
    id: 'image',
    header: 'Holds',
    cell: ({ row: { original } }) =>
      original.inserted ? (
        <span className="mono">{original.image ?? 'something'}</span>
      ) : (
        <span className="dim">nothing</span>
      ),
  },
]

/** The drives that the BMC emulates. */
export function Media({ machine }: { machine: string }) {
  const query = useQuery(media(machine))
  if (query.isError) return <ProblemNote error={query.error} />
  if (query.data === undefined) return <Loading />
  return query.data.items.length === 0 ? (
    <Empty title="The BMC emulates no drive." />
  ) : (
    <DataTable label="Media" columns={columns} rows={query.data.items} rowId={medium => medium.drive} />
  )
}

import { useQuery } from '@tanstack/react-query'
import { parts } from '~/api/bmc'
import type { FruInfo } from '~/api/types'
import type { Column } from '~/table/columns'
import { DataTable } from '~/table/DataTable'
import { Loading } from '~/ui/Loading'
import { ProblemNote } from '~/ui/ProblemNote'

const either = (...texts: (string | undefined)[]) =>
  texts.find(text => text !== undefined && text !== '') ?? '–'

const columns: Column<FruInfo>[] = [
  {
    id: 'name',
    header: 'Part',
    cell: ({ row: { original } }) => (
      <>
        <b>{original.name}</b>
        {original.problems.map(problem => (
          <div key={problem} className="dim">
            {problem}
          </div>
        ))}
      </>
    ),
  },
  {
    id: 'maker',
    header: 'Maker',
    cell: ({ row: { original } }) => either(original.product?.manufacturer, original.board?.manufacturer),
  },
  {
    id: 'product',
    header: 'Product',
    cell: ({ row: { original } }) => either(original.product?.name, original.board?.product),
  },
  {
    id: 'partNumber',
    header: 'Part number',
    wideOnly: true,
    cell: ({ row: { original } }) => (
      <span className="mono">{either(original.product?.partNumber, original.board?.partNumber)}</span>
    ),
  },
  {
    id: 'serial',
    header: 'Serial',
    cell: ({ row: { original } }) => (
      <span className="mono">{either(original.product?.serial, original.board?.serial)}</span>
    ),
  },
]

export function Parts({ machine }: { machine: string }) {
  const query = useQuery(parts(machine))
  if (query.isError) return <ProblemNote error={query.error} />
  if (query.data === undefined) return <Loading />
  return <DataTable label="Parts" columns={columns} rows={query.data.items} rowId={part => part.id} />
}

import { useQuery } from '@tanstack/react-query'
import { sensors } from '~/api/bmc'
import type { Sensor } from '~/api/types'
import type { Column } from '~/table/columns'
import { DataTable } from '~/table/DataTable'
import { Empty } from '~/ui/Empty'
import { Loading } from '~/ui/Loading'
import { ProblemNote } from '~/ui/ProblemNote'
import { StateBadge } from '~/ui/StateBadge'
import { healthLooks } from '~/ui/states'
import { range, reading } from './words'

const columns: Column<Sensor>[] = [
  { id: 'name', header: 'Sensor', cell: ({ row }) => <b>{row.original.name}</b> },
  { id: 'type', header: 'Type', wideOnly: true, cell: ({ row }) => row.original.type },
  {
    id: 'entity',
    header: 'On',
    wideOnly: true,
    cell: ({ row }) => <span className="mono">{row.original.entity}</span>,
  },
  { id: 'reads', header: 'Reads', cell: ({ row }) => reading(row.original) },
  {
    id: 'health',
    header: 'Health',
    cell: ({ row }) => <StateBadge look={healthLooks[row.original.health]} />,
  },
  {
    id: 'warning',
    header: 'Warning',
    wideOnly: true,
    cell: ({ row: { original } }) =>
      range(original.thresholds?.lowerWarning, original.thresholds?.upperWarning),
  },
  {
    id: 'critical',
    header: 'Critical',
    wideOnly: true,
    cell: ({ row: { original } }) =>
      range(original.thresholds?.lowerCritical, original.thresholds?.upperCritical),
  },
]

export function Sensors({ machine }: { machine: string }) {
  const query = useQuery(sensors(machine))
  if (query.isError) return <ProblemNote error={query.error} />
  if (query.data === undefined) return <Loading />
  return query.data.items.length === 0 ? (
    <Empty title="The BMC names no sensor." />
  ) : (
    <DataTable
      label="Sensors"
      columns={columns}
      rows={query.data.items}
      rowId={sensor => `${sensor.id} ${sensor.name} ${sensor.entity}`}
    />
  )
}

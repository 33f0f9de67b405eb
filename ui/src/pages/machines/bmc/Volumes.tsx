import { useQuery } from '@tanstack/react-query'
import { volumes } from '~/api/bmc'
import type { StorageController } from '~/api/types'
import type { Column } from '~/table/columns'
import { DataTable } from '~/table/DataTable'
import { Loading } from '~/ui/Loading'
import { ProblemNote } from '~/ui/ProblemNote'
import { size } from '~/util/format'

/** A drive, or a volume. */
interface Row {
  id: string
  controller: string
  kind: string
  name: string
  size: number
  detail: string
  wwn: string | null
}

const columns: Column<Row>[] = [
  { id: 'controller', header: 'Controller', cell: ({ row: { original } }) => original.controller },
  { id: 'kind', header: 'What', cell: ({ row: { original } }) => original.kind },
  { id: 'name', header: 'Name', cell: ({ row: { original } }) => <b>{original.name}</b> },
  { id: 'size', header: 'Size', cell: ({ row: { original } }) => size(original.size) },
  { id: 'detail', header: 'Detail', cell: ({ row: { original } }) => original.detail },
  {
    id: 'wwn',
    header: 'WWN',
    cell: ({ row: { original } }) => original.wwn ?? <span className="dim">not told</span>,
  },
]

const rows = (controller: StorageController): Row[] => [
  ...controller.volumes.map((volume, at) => ({
    id: `${controller.name} volume ${at}`,
    controller: controller.name,
    kind: 'volume',
    name: volume.name,
    size: volume.bytes,
    detail: `${volume.level ?? 'level not told'}${(volume.drives ?? []).length === 0 ? '' : ` of ${volume.drives?.join(', ')}`}`,
    wwn: volume.wwn,
  })),
  ...controller.drives.map(drive => ({
    id: drive.link,
    controller: controller.name,
    kind: 'drive',
    name: drive.serial ?? drive.place,
    size: drive.bytes,
    detail: `${drive.place}${drive.health === null ? '' : `, ${drive.health}`}`,
    wwn: drive.wwn,
  })),
]

/** The drives of the machine's storage controllers, and the volumes made of them, as its BMC tells them. */
export function Volumes({ machine }: { machine: string }) {
  const query = useQuery(volumes(machine))
  if (query.isError) return <ProblemNote error={query.error} />
  if (query.data === undefined) return <Loading />
  return (
    <DataTable
      label="Volumes"
      columns={columns}
      rows={query.data.items.flatMap(rows)}
      rowId={row => row.id}
    />
  )
}

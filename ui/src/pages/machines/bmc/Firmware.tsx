import { useQuery } from '@tanstack/react-query'
import { firmware } from '~/api/bmc'
import type { FirmwareSetup } from '~/api/types'
import type { Column } from '~/table/columns'
import { DataTable } from '~/table/DataTable'
import { Loading } from '~/ui/Loading'
import { ProblemNote } from '~/ui/ProblemNote'

interface Setting {
  name: string
  now: string | null
  next: string | null
}

const columns: Column<Setting>[] = [
  { id: 'name', header: 'Setting', cell: ({ row: { original } }) => <b>{original.name}</b> },
  {
    id: 'now',
    header: 'Now',
    cell: ({ row: { original } }) => original.now ?? <span className="dim">not told</span>,
  },
  {
    id: 'next',
    header: 'From the next start on',
    cell: ({ row: { original } }) => original.next ?? <span className="dim">the same</span>,
  },
]

const onOff = (value: boolean | null) => (value === null ? null : value ? 'on' : 'off')

const settings = (setup: FirmwareSetup): Setting[] => [
  { name: 'Boot mode', now: setup.bootMode, next: setup.nextBootMode },
  { name: 'Secure boot', now: onOff(setup.secureBoot), next: onOff(setup.nextSecureBoot) },
  { name: 'Keys', now: setup.keys, next: null },
]

/** How the machine's firmware is set, as its BMC tells it. */
export function Firmware({ machine }: { machine: string }) {
  const query = useQuery(firmware(machine))
  if (query.isError) return <ProblemNote error={query.error} />
  if (query.data === undefined) return <Loading />
  return (
    <DataTable
      label="Firmware"
      columns={columns}
      rows={settings(query.data)}
      rowId={setting => setting.name}
    />
  )
}

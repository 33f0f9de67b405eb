import { Button } from '@mantine/core'
import type { Segment } from '~/api/types'
import type { Column } from '~/table/columns'
import { DeleteSegment } from './DeleteSegment'
import { registrationWords } from './registration'

function mono(text: string | null) {
  return text === null || text === '' ? (
    <span className="dim">–</span>
  ) : (
    <span className="mono nowrap">{text}</span>
  )
}

export function segmentColumns(onEdit: (segment: Segment) => void): Column<Segment>[] {
  return [
    { id: 'name', header: 'Segment', cell: ({ row }) => <b>{row.original.name}</b> },
    { id: 'site', header: 'Site', accessorKey: 'site' },
    { id: 'cidr', header: 'Network', cell: ({ row }) => mono(row.original.cidr) },
    { id: 'gateway', header: 'Gateway', wideOnly: true, cell: ({ row }) => mono(row.original.gateway) },
    {
      id: 'vlan',
      header: 'VLAN',
      wideOnly: true,
      cell: ({ row }) => row.original.vlan ?? <span className="dim">–</span>,
    },
    { id: 'machines', header: 'Machines', cell: ({ row }) => mono(row.original.machines) },
    { id: 'bmcs', header: 'BMCs', wideOnly: true, cell: ({ row }) => mono(row.original.bmcs) },
    {
      id: 'registration',
      header: 'Registration',
      cell: ({ row }) => (
        <span title={registrationWords[row.original.registration].meaning}>
          {registrationWords[row.original.registration].word}
        </span>
      ),
    },
    {
      id: 'actions',
      header: '',
      align: 'end',
      cell: ({ row: { original: segment } }) => (
        <span className="nowrap">
          <Button
            size="compact-xs"
            variant="subtle"
            aria-label={`Edit ${segment.name}`}
            onClick={() => onEdit(segment)}
          >
            Edit…
          </Button>
          <DeleteSegment segment={segment} />
        </span>
      ),
    },
  ]
}

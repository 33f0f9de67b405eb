import { useQuery } from '@tanstack/react-query'
import { bmcEvents } from '~/api/bmc'
import type { BmcEvent } from '~/api/types'
import type { Column } from '~/table/columns'
import { DataTable } from '~/table/DataTable'
import { Empty } from '~/ui/Empty'
import { Loading } from '~/ui/Loading'
import { Note } from '~/ui/Note'
import { ProblemNote } from '~/ui/ProblemNote'
import { StateBadge } from '~/ui/StateBadge'
import { healthLooks } from '~/ui/states'
import { moment } from '~/util/format'

const columns: Column<BmcEvent>[] = [
  {
    id: 'time',
    header: 'When',
    cell: ({ row: { original } }) =>
      original.time === undefined ? (
        <span className="dim">before its clock was set</span>
      ) : (
        <time dateTime={original.time} className="nowrap">
          {moment(original.time)}
        </time>
      ),
  },
  {
    id: 'severity',
    header: 'Severity',
    cell: ({ row }) => <StateBadge look={healthLooks[row.original.severity]} />,
  },
  { id: 'sensor', header: 'Sensor', cell: ({ row }) => <b>{row.original.sensor ?? '–'}</b> },
  { id: 'type', header: 'Type', wideOnly: true, cell: ({ row }) => row.original.type },
  {
    id: 'event',
    header: 'Event',
    cell: ({ row: { original } }) => (
      <>
        {original.words}
        {original.asserted ? null : ' (over)'}
        {original.detail === undefined ? null : <div className="dim">{original.detail}</div>}
      </>
    ),
  },
]

export function Events({ machine }: { machine: string }) {
  const query = useQuery(bmcEvents(machine))
  if (query.isError) return <ProblemNote error={query.error} />
  if (query.data === undefined) return <Loading />
  return (
    <>
      {query.data.overflow ? <Note tone="warn">The log is full, and events were lost.</Note> : null}
      {query.data.events.length === 0 ? (
        <Empty title="The BMC's event log is empty." />
      ) : (
        <DataTable
          label="Events"
          columns={columns}
          rows={query.data.events.toReversed()}
          rowId={event => event.id}
        />
      )}
    </>
  )
}

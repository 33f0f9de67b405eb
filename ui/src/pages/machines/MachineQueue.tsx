import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { machineQueue, machinesKey, unqueue } from '~/api/machines'
import type { QueuedRun } from '~/api/types'
import type { Column } from '~/table/columns'
import { DataTable } from '~/table/DataTable'
import { Confirm } from '~/ui/Confirm'
import { Panel } from '~/ui/Panel'
import { ReasonedButton } from '~/ui/ReasonedButton'
import { StateBadge } from '~/ui/StateBadge'
import { queueLooks } from '~/ui/states'
import { When } from '~/ui/When'

const columns: Column<QueuedRun>[] = [
  {
    id: 'what',
    header: 'Run',
    cell: ({ row }) => (
      <>
        <b>{row.original.summary}</b>
        {row.original.trouble === null ? null : <div className="dim">{row.original.trouble}</div>}
      </>
    ),
  },
  { id: 'state', header: 'State', cell: ({ row }) => <StateBadge look={queueLooks[row.original.state]} /> },
  { id: 'who', header: 'Asked by', cell: ({ row }) => row.original.requestedBy },
  { id: 'when', header: 'Asked', cell: ({ row }) => <When at={row.original.askedAt} /> },
  { id: 'actions', header: '', align: 'end', cell: ({ row }) => <TakeOut queued={row.original} /> },
]

function TakeOut({ queued }: { queued: QueuedRun }) {
  const [asking, setAsking] = useState(false)
  const client = useQueryClient()
  return (
    <>
      <ReasonedButton
        variant="default"
        size="compact-sm"
        whyNot={queued.state === 'starting' ? 'It is being started.' : null}
        onClick={() => setAsking(true)}
      >
        Take out…
      </ReasonedButton>
      <Confirm
        opened={asking}
        title="Take it out of the queue?"
        verb="Take it out"
        act={() => unqueue(queued.machine, queued.id)}
        onClose={() => setAsking(false)}
        onDone={() => void client.invalidateQueries({ queryKey: machinesKey })}
      >
        <p>“{queued.summary}” is not started. Those behind it move up.</p>
      </Confirm>
    </>
  )
}

/** The runs that start one after the other when the run that the machine is in is over. Nothing is shown where none waits. */
export function MachineQueue({ machine }: { machine: string }) {
  const queued = useQuery(machineQueue(machine)).data?.items ?? []
  if (queued.length === 0) return null
  return (
    <Panel title="Queue" flush>
      <DataTable
        label="Runs that wait for this machine"
        columns={columns}
        rows={queued}
        rowId={row => row.id}
      />
    </Panel>
  )
}

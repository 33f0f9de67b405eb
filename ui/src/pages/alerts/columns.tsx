import { Link } from '@tanstack/react-router'
import type { Alert } from '~/api/types'
import type { Column } from '~/table/columns'
import { StateBadge } from '~/ui/StateBadge'
import { healthLooks } from '~/ui/states'
import { When } from '~/ui/When'
import { paths } from '~/util/paths'
import { AlertActions } from './AlertActions'

const machine: Column<Alert> = {
  id: 'machine',
  header: 'Machine',
  cell: ({ row: { original: alert } }) => <Link to={paths.machine(alert.machine)}>{alert.machineName}</Link>,
}

const facts: Column<Alert>[] = [
  {
    id: 'severity',
    header: 'Severity',
    cell: ({ row }) => <StateBadge look={healthLooks[row.original.severity]} />,
  },
  {
    id: 'words',
    header: 'What',
    cell: ({ row: { original: alert } }) => (
      <>
        {alert.words}
        {alert.muted ? <div className="dim">Muted: nobody is told.</div> : null}
      </>
    ),
  },
  { id: 'rule', header: 'Rule', wideOnly: true, cell: ({ row }) => row.original.rule },
  { id: 'raised', header: 'Raised', cell: ({ row }) => <When at={row.original.raisedAt} /> },
  {
    id: 'over',
    header: 'Over',
    wideOnly: true,
    cell: ({ row }) => <When at={row.original.clearedAt ?? null} />,
  },
  { id: 'actions', header: '', align: 'end', cell: ({ row }) => <AlertActions alert={row.original} /> },
]

/** Where all machines are shown. */
export const alertColumns = [machine, ...facts]

/** Where one machine is. */
export const machineAlertColumns = facts
